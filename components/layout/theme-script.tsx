/** Sets the theme before the first paint: the person's choice, else the system's. Runs under the page's CSP nonce. */
export function ThemeScript({ nonce }: { nonce?: string }) {
  const script = `try{var t=localStorage.getItem('theme')}catch(e){}document.documentElement.dataset.theme=t||(matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light')`;
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}

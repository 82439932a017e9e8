/** A link that somebody typed: opened without telling where from; anything else is shown as the text it is. */
export function LinkText({ url }: { url: string }) {
  if (!/^https?:\/\//.test(url)) return <span className="[overflow-wrap:anywhere]">{url}</span>;
  return (
    <a href={url} rel="noreferrer noopener" target="_blank" className="[overflow-wrap:anywhere] underline">
      {url}
    </a>
  );
}

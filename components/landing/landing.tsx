import Link from 'next/link';
import { STEPS } from '#lib/journey/steps.ts';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import { Main } from '#components/layout/main.tsx';
import { StartButton } from './start-button.tsx';

/** What the portal does, readable without signing in. */
export function Landing() {
  return (
    <Main className="mx-auto w-full max-w-7xl px-4 py-12 sm:py-16">
      <div className="max-w-3xl">
        <h1 className="text-4xl leading-tight sm:text-5xl">
          Your SCIM application, on its way into the Entra app gallery
        </h1>
        <p className="mt-4 text-lg text-ink-soft">
          Give a SCIM address and a credential. The portal creates the application, starts provisioning, deploys the
          validation Logic App, runs every test, and tells you what passed, what did not, why, and how to fix it.
        </p>
        <div className="mt-7 flex flex-wrap items-center gap-4">
          <StartButton />
          <a href="#journey">See the six steps</a>
        </div>
      </div>
      <Journey />
      <Promises />
      <p className="mt-14 text-ink-soft">
        For tools and scripts: everything that the pages do is an <Link href="/api-docs">API</Link>.
      </p>
    </Main>
  );
}

function Journey() {
  return (
    <section id="journey" aria-labelledby="journey-title" className="mt-16 scroll-mt-20">
      <h2 id="journey-title" className="text-xl">
        Six steps, one button each
      </h2>
      <ol className="mt-5 grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {STEPS.map((step, index) => (
          <li key={step} className="relative rounded-xl border border-line bg-surface p-5 shadow-card">
            <span
              aria-hidden
              className="grid size-8 place-items-center rounded-full bg-accent-soft font-semibold text-accent-strong"
            >
              {index + 1}
            </span>
            <h3 className="mt-3 text-[1.05rem]">{STEP_WORDS[step].title}</h3>
            <p className="mt-1 text-ink-soft">{STEP_WORDS[step].outcome}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const PROMISES = [
  [
    'Nothing is hidden',
    'Every call is listed before it is made. Every permission names its reason, and one button takes it back.',
  ],
  [
    'A verdict, not a log',
    'Each test is judged by what your endpoint and the provisioning log really show, with the evidence one click away.',
  ],
  [
    'You can leave',
    'Close the tab. The work goes on, or waits exactly where it stopped until you or a colleague return.',
  ],
  [
    'Your secrets stay yours',
    'Tokens and client secrets are held in memory for the call that needs them. They are never stored or logged.',
  ],
] as const;

function Promises() {
  return (
    <section aria-label="What you can rely on" className="mt-14 grid grid-cols-1 gap-x-10 gap-y-6 sm:grid-cols-2">
      {PROMISES.map(([title, words]) => (
        <div key={title} className="border-l-2 border-accent pl-4">
          <h3>{title}</h3>
          <p className="mt-1 text-ink-soft">{words}</p>
        </div>
      ))}
    </section>
  );
}

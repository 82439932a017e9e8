'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiDocument, type ApiDocument, type ApiOperation } from '#lib/queries/api-docs.ts';
import { Main } from '#components/layout/main.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Operation } from './operation.tsx';

/** Everything that the pages do, as requests. */
export function ApiDocs() {
  const { data, error, isPending, refetch } = useQuery(apiDocument);
  return (
    <Main className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-4 py-8">
      <header>
        <h1 className="text-2xl">API</h1>
        <p className="mt-1 max-w-3xl text-ink-soft">
          Everything that the pages do can be done by request. For tools: <a href="/openapi.json">openapi.json</a>{' '}
          (OpenAPI 3.1).
        </p>
      </header>
      {isPending && <Skeleton rows={8} label="Loading the documentation" />}
      {error && <ProblemCard error={error} onRetry={() => void refetch()} />}
      {data && <Found document={data} />}
    </Main>
  );
}

function Found({ document }: { document: ApiDocument }) {
  const { lead, groups } = document;
  const [words, setWords] = useState('');
  const shown = groups
    .map(([part, operations]) => [part, operations.filter((one) => matches(one, words))] as const)
    .filter(([, operations]) => operations.length > 0);
  const count = shown.reduce((sum, [, operations]) => sum + operations.length, 0);
  return (
    <>
      <p className="max-w-3xl text-ink-soft">{lead}</p>
      <TextField
        label="Search"
        value={words}
        onChange={setWords}
        hint="Words of what it does, or a part of its path."
        type="search"
      />
      <p role="status" className="text-[0.92rem] text-ink-faint">
        {count === 1 ? 'One request' : `${count} requests`}
      </p>
      {shown.map(([part, operations]) => (
        <Card key={part} title={titleOf(part)}>
          <ul className="flex flex-col divide-y divide-line">
            {operations.map((operation) => (
              <li key={operation.operationId} className="py-1.5">
                <Entry operation={operation} document={document} />
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

/** Drawn when it is opened: all of them at once are a heavy page. */
function Entry({ operation, document }: { operation: ApiOperation; document: ApiDocument }) {
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <Disclosure title={<Head operation={operation} />} onOpen={() => setWasOpened(true)}>
      {wasOpened && <Operation operation={operation} document={document} />}
    </Disclosure>
  );
}

function Head({ operation: { method, path, summary } }: { operation: ApiOperation }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <span className="min-w-0 flex-1 basis-72">{summary}</span>
      <code className="text-[0.85rem] [overflow-wrap:anywhere] text-ink-soft">{`${method} ${path}`}</code>
    </span>
  );
}

function matches({ summary, path, method }: ApiOperation, words: string): boolean {
  const text = `${method} ${path} ${summary}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const titleOf = (part: string): string => part.charAt(0).toUpperCase() + part.slice(1).replaceAll('-', ' ');

'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { Button as ClearButton, Input, SearchField } from 'react-aria-components';
import { Button } from './button.tsx';
import { CONTROL, FieldLabel } from './field.tsx';

/** A search that is asked for by Enter or by its button; clearing it asks for everything again. Key it by `asked`. */
export function SearchForm({
  asked,
  placeholder,
  onSearch,
}: {
  asked: string;
  placeholder: string;
  onSearch: (words: string) => void;
}) {
  const [words, setWords] = useState(asked);
  return (
    <form
      role="search"
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(words.trim());
      }}
    >
      <SearchField
        value={words}
        onChange={setWords}
        onClear={() => onSearch('')}
        className="group flex flex-1 flex-col gap-1.5"
      >
        <FieldLabel>Search</FieldLabel>
        <div className="relative">
          <Input
            maxLength={100}
            placeholder={placeholder}
            className={`${CONTROL} pr-9 [&::-webkit-search-cancel-button]:hidden`}
          />
          <ClearButton
            className="absolute inset-y-0 right-1 grid w-8 cursor-pointer place-items-center text-ink-faint group-data-[empty]:hidden"
            aria-label="Clear the search"
          >
            <X aria-hidden className="size-4" />
          </ClearButton>
        </div>
      </SearchField>
      <Button type="submit">Search</Button>
    </form>
  );
}

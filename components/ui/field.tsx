'use client';

import type { ReactNode } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';

export const CONTROL =
  'w-full rounded-lg border border-line-strong bg-surface px-3 py-2 text-ink placeholder:text-ink-faint invalid:border-bad data-[invalid]:border-bad disabled:opacity-60';

type TextFieldProps = AriaTextFieldProps & {
  label: string;
  hint?: ReactNode;
  error?: string;
  placeholder?: string;
  rows?: number;
  isCode?: boolean;
  inputRef?: React.Ref<HTMLInputElement>;
};

/** A labelled field with its hint and its error tied to it. */
export function TextField({ label, hint, error, placeholder, rows, isCode, inputRef, ...props }: TextFieldProps) {
  const font = isCode ? ' font-mono text-[0.9rem]' : '';
  return (
    <AriaTextField {...props} validationBehavior="aria" isInvalid={Boolean(error)} className="flex flex-col gap-1.5">
      <FieldLabel>{label}</FieldLabel>
      {rows ? (
        <TextArea rows={rows} placeholder={placeholder} className={`${CONTROL}${font}`} />
      ) : (
        <Input ref={inputRef} placeholder={placeholder} className={`${CONTROL}${font}`} />
      )}
      <FieldWords hint={hint} error={error} />
    </AriaTextField>
  );
}

export function FieldLabel({ children }: { children: ReactNode }) {
  return <Label className="text-[0.92rem] font-medium">{children}</Label>;
}

/** Below a control, and tied to it: what helps to fill it in, and what is wrong with it. */
export function FieldWords({ hint, error }: { hint?: ReactNode; error?: string }) {
  return (
    <>
      {hint && (
        <Text slot="description" className="text-[0.87rem] text-ink-faint">
          {hint}
        </Text>
      )}
      <FieldError className="text-[0.87rem] font-medium text-bad">{error}</FieldError>
    </>
  );
}

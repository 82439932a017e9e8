'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactNode } from 'react';
import { Controller, useForm, useWatch, type Control, type FieldErrors } from 'react-hook-form';
import { ConnectionInput } from '#lib/onboarding/configure-provisioning/contract.ts';
import { ChoiceCards } from '#components/ui/choice.tsx';
import { TextField } from '#components/ui/field.tsx';
import { useCredentialMemory } from './credential-memory.tsx';

const EMPTY_BEARER = { kind: 'bearer' as const, token: '' };
const EMPTY_CLIENT = { kind: 'client-credentials' as const, clientId: '', clientSecret: '', tokenUrl: '', scope: '' };

/** SCIM address and credential. What is valid goes to `onSubmit` and into the tab's memory. */
export function CredentialForm({
  scimEndpoint,
  onSubmit,
  children,
  more,
  isEndpointFixed,
}: {
  scimEndpoint?: string;
  onSubmit: (input: ConnectionInput) => void;
  /** The buttons; a submit button sends the form. */
  children: ReactNode;
  /** Further choices, above the buttons. */
  more?: ReactNode;
  isEndpointFixed?: boolean;
}) {
  const [typed, remember] = useCredentialMemory();
  const { control, handleSubmit, setValue, formState } = useForm<ConnectionInput>({
    resolver: zodResolver(ConnectionInput),
    defaultValues: {
      scimEndpoint: scimEndpoint ?? typed?.scimEndpoint ?? '',
      credential: typed?.credential ?? EMPTY_BEARER,
    },
  });
  const kind = useWatch({ control, name: 'credential.kind' });
  const submit = handleSubmit((input) => {
    remember(input);
    onSubmit(input);
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <FormText
        control={control}
        name="scimEndpoint"
        label="SCIM endpoint"
        hint={
          isEndpointFixed
            ? undefined
            : 'The base address, like https://scim.example.com/v2, without a trailing slash or query.'
        }
        isReadOnly={isEndpointFixed}
        error={formState.errors.scimEndpoint?.message}
      />
      <ChoiceCards
        label="Authentication"
        value={kind}
        onChange={(chosen) => setValue('credential', chosen === 'bearer' ? EMPTY_BEARER : EMPTY_CLIENT)}
        choices={[
          { id: 'bearer', title: 'Bearer token', detail: 'A long-lived token. Accepted for validation.' },
          {
            id: 'client-credentials',
            title: 'OAuth client credentials',
            detail: 'What the gallery asks for in the end.',
          },
        ]}
      />
      {kind === 'bearer' ? (
        <FormText
          control={control}
          name="credential.token"
          label="Bearer token"
          type="password"
          hint={NEVER_STORED}
          error={errorOf(formState.errors, 'token')}
        />
      ) : (
        <ClientFields control={control} errors={formState.errors} />
      )}
      {more}
      <div className="flex flex-wrap items-center gap-3">{children}</div>
    </form>
  );
}

const NEVER_STORED = 'Held in memory by this tab and passed on for the call. Never stored.';

function ClientFields({
  control,
  errors,
}: {
  control: Control<ConnectionInput>;
  errors: FieldErrors<ConnectionInput>;
}) {
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <FormText control={control} name="credential.clientId" label="Client id" error={errorOf(errors, 'clientId')} />
      <FormText
        control={control}
        name="credential.clientSecret"
        label="Client secret"
        type="password"
        hint={NEVER_STORED}
        error={errorOf(errors, 'clientSecret')}
      />
      <FormText
        control={control}
        name="credential.tokenUrl"
        label="Token endpoint"
        error={errorOf(errors, 'tokenUrl')}
      />
      <FormText control={control} name="credential.scope" label="Scope (optional)" error={errorOf(errors, 'scope')} />
    </div>
  );
}

type TextName = 'scimEndpoint' | `credential.${'token' | 'clientId' | 'clientSecret' | 'tokenUrl' | 'scope'}`;

function FormText({
  control,
  name,
  ...props
}: { control: Control<ConnectionInput>; name: TextName } & Omit<Parameters<typeof TextField>[0], 'name'>) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { ref, value, ...field } }) => (
        <TextField {...field} {...props} value={value ?? ''} inputRef={ref} autoComplete="off" spellCheck="false" />
      )}
    />
  );
}

function errorOf(errors: FieldErrors<ConnectionInput>, field: string): string | undefined {
  const found = (errors.credential as Record<string, { message?: string }> | undefined)?.[field];
  return found?.message;
}

'use client';

import { useState } from 'react';
import { RunParameters, type ValidationStep } from '#lib/onboarding/run-validation/contract.ts';
import { Checkbox } from '#components/ui/choice.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';

const FLAGS = [
  { flag: 'isSoftDeleted', title: 'Users can be disabled (soft delete)' },
  { flag: 'isGroupSupported', title: 'Groups are supported' },
  { flag: 'isManagerAttributeSupported', title: 'The manager attribute is supported' },
] as const;

export function ParameterFields({
  step,
  parameters,
  onChange,
}: {
  step: ValidationStep;
  parameters: RunParameters;
  onChange: (parameters: RunParameters) => void;
}) {
  const change = (changed: Partial<RunParameters>) => onChange({ ...parameters, ...changed });
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <Select
        label="Domain of the test users"
        hint="A verified domain of your tenant."
        value={parameters.testUserDomain}
        onChange={(testUserDomain) => change({ testUserDomain })}
        options={step.domains.map((domain) => ({ id: domain, title: domain }))}
      />
      <Select
        label="Tests"
        hint="Only a run of all tests counts for publishing."
        value={parameters.enabledTests}
        onChange={(enabledTests) => change({ enabledTests })}
        options={[
          { id: 'All', title: 'All tests' },
          { id: 'UserTests', title: 'User tests only' },
          { id: 'GroupTests', title: 'Group tests only' },
          ...step.tests.map((test) => ({ id: test.test, title: test.title, detail: test.test })),
        ]}
      />
      <div className="flex flex-col gap-3 sm:col-span-2">
        {FLAGS.map(({ flag, title }) => (
          <Checkbox
            key={flag}
            isSelected={parameters[flag]}
            onChange={(isOn) => change({ [flag]: isOn })}
            detail={step.capabilityReasons[flag]}
          >
            {title}
          </Checkbox>
        ))}
      </div>
      <div className="sm:col-span-2">
        <ProfilesField profiles={parameters.userProfiles} onChange={(userProfiles) => change({ userProfiles })} />
      </div>
    </div>
  );
}

function ProfilesField({
  profiles,
  onChange,
}: {
  profiles: RunParameters['userProfiles'];
  onChange: (profiles: RunParameters['userProfiles']) => void;
}) {
  const [text, setText] = useState(() => JSON.stringify(profiles, null, 2));
  const [error, setError] = useState<string>();
  function changed(next: string) {
    setText(next);
    const parsed = RunParameters.shape.userProfiles.safeParse(jsonOf(next));
    setError(parsed.success ? undefined : 'This must be a JSON list of user profiles.');
    if (parsed.success) onChange(parsed.data);
  }
  return (
    <TextField
      label="User profiles"
      hint="Values of the test users. Change them where your application restricts what it accepts."
      value={text}
      onChange={changed}
      error={error}
      rows={8}
      isCode
      spellCheck="false"
    />
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half-typed JSON is normal; the field says so until it is whole.
    return undefined;
  }
}

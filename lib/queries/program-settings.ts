import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { SettingsView, type SettingChangeInput } from '#lib/program/settings/contract.ts';
import { call, get } from './api.ts';

export const programSettings = queryOptions({
  queryKey: ['program', 'settings'],
  queryFn: () => get('/program/settings', SettingsView),
});

export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: SettingChangeInput[]) => call('PATCH', '/program/settings', SettingsView, { changes }),
    onSuccess: (view) => client.setQueryData(programSettings.queryKey, view),
  });
}

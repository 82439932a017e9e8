export type PermissionSet = { actions?: string[]; notActions?: string[] };

/**
 * Which of the wanted actions a caller may do: any entry whose actions match and whose notActions do not. Wildcards, any case.
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions-format
 */
export function allowedOf(wanted: readonly string[], permissions: readonly PermissionSet[]): Set<string> {
  const allows = (action: string) =>
    permissions.some(
      ({ actions = [], notActions = [] }) =>
        actions.some((pattern) => covers(pattern, action)) && !notActions.some((pattern) => covers(pattern, action)),
    );
  return new Set(wanted.filter(allows));
}

function covers(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = action.toLowerCase();
  if (parts.length === 1) return text === parts[0];
  let from = 0;
  for (const [index, part] of parts.entries()) {
    const at = text.indexOf(part, from);
    if (at < 0 || (index === 0 && at !== 0)) return false;
    from = at + part.length;
  }
  const last = parts.at(-1) ?? '';
  return text.endsWith(last);
}

/** Where a person's own work is, by their roles in the operator's tenant. */
export function homeOf(roles: readonly string[]): { href: string; label: string } {
  if (roles.includes('Reviewer')) return { href: '/review', label: 'Go to the review queue' };
  if (roles.includes('ProgramManager')) return { href: '/program', label: 'Go to the program' };
  return { href: '/onboardings', label: 'Go to my onboardings' };
}

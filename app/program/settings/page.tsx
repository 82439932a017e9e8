import type { Metadata } from 'next';
import { SettingsPage } from '#components/program/settings/settings-page.tsx';

export const metadata: Metadata = { title: 'Program settings' };

export default function Page() {
  return <SettingsPage />;
}

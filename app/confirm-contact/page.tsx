import type { Metadata } from 'next';
import { ConfirmContact } from '#components/confirm-contact/confirm-contact.tsx';

export const metadata: Metadata = { title: 'Confirm a contact', referrer: 'no-referrer' };

export default function ConfirmContactPage() {
  return <ConfirmContact />;
}

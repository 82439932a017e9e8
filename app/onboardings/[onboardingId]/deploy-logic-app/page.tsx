import type { Metadata } from 'next';
import { DeployLogicAppStep } from '#components/deploy-logic-app/deploy-logic-app-step.tsx';

export const metadata: Metadata = { title: 'Deploy Logic App' };

export default function Page() {
  return <DeployLogicAppStep />;
}

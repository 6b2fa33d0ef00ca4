import { communityCaller } from '@kith/domains';
import type { Audited } from './audited-settings.ts';
import type { Stage } from './matrix-stage.ts';
import { EVERYONE, RUNNERS, type Cases } from './matrix-who.ts';
import { founderOf } from './test-actors.ts';

const OWNER = ['owner'] as const;
const country = () => ({ country: 'DE' });

async function connectHere({ here }: Stage): Promise<void> {
	const { payments } = communityCaller(await here.as(await founderOf(here)));
	await payments.connect({ country: 'DE' });
}

async function disconnectHere(stage: Stage): Promise<void> {
	await connectHere(stage);
	const { here } = stage;
	await communityCaller(await here.as(await founderOf(here))).payments.disconnect();
}

/** How a community is paid: to read for who runs it, to change for its owner. */
export const PAYMENT_CASES: Cases = {
	'payments.rights': { allowed: EVERYONE },
	'payments.get': { allowed: RUNNERS },
	'payments.payouts': { allowed: RUNNERS },
	'payments.readAgain': { allowed: RUNNERS, input: connectHere },
	'payments.connect': { allowed: OWNER, input: country },
	'payments.continue': { allowed: OWNER, input: connectHere },
	'payments.openDashboard': { allowed: OWNER, input: connectHere },
	'payments.planDisconnect': { allowed: OWNER, input: connectHere },
	'payments.disconnect': { allowed: OWNER, input: connectHere },
};

/** What of it the log calls how. */
export const AUDITED_PAYMENTS: Readonly<Record<string, Audited>> = {
	'payments.connect': {
		...{ action: 'payments.connected', by: 'owner', prepare: disconnectHere, input: country },
	},
	'payments.continue': { action: 'payments.opened', by: 'owner' },
	'payments.disconnect': { action: 'payments.disconnected', by: 'owner' },
	'payments.openDashboard': { action: 'payments.opened', by: 'owner' },
};

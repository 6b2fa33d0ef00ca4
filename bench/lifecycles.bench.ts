import { openTestServer } from '@kith/testing/global-setup';
import { lifePlan } from '@kith/testing/life-plans';
import { liveRound } from '@kith/testing/life-round';
import { LIFECYCLES } from '@kith/testing/lifecycles';
import { createTestInstallation } from '@kith/testing/test-installation';
import { printTable, quantile, row } from './measure.ts';
import type { Settings } from './settings.ts';

/** Rounds that share an installation; what they leave behind slows those that come after. */
const ROUNDS = 5;
const PLANS = { some: 2, full: 200 };

/**
 * Has every lifecycle of a member who buys lived under many plans of what goes wrong with webhooks, and counts where the
 * ledger, what is open and what is paid are not at the end what Stripe's books and the lifecycle say.
 */
export async function bench({ full }: Settings): Promise<void> {
	const plans = full ? PLANS.full : PLANS.some;
	const first = Number(process.env['KITH_FIRST_PLAN'] ?? 1);
	const server = await openTestServer();
	const took: number[] = [];
	let [payments, lived, wrong] = [0, 0, 0];
	try {
		for (let seed = first; seed < first + plans; seed += ROUNDS) {
			const installation = await createTestInstallation(server.url);
			try {
				for (let next = seed; next < Math.min(seed + ROUNDS, first + plans); next++) {
					const round = await liveRound(installation, LIFECYCLES, lifePlan(next));
					took.push(...round.took);
					payments += round.payments;
					lived += LIFECYCLES.length;
					wrong += round.complaints.length;
					for (const { lifecycle, what } of round.complaints)
						console.log(`plan ${next}, ${lifecycle}: ${what}`);
					console.log(
						`plan ${next}: ${lived} lived, ${wrong} wrong, ${took.length} events, ${payments} payments, slowest ${Math.max(...took.slice(-50_000)).toFixed(0)} ms`,
					);
				}
			} finally {
				await installation.close();
			}
		}
	} finally {
		await server.close();
	}
	printTable('Lifecycles', [
		row('lifecycles lived to their end', lived, ''),
		row('events of Stripe handled', took.length, ''),
		row('payments', payments, ''),
		row('of these not as the books say', wrong, '', { most: 0 }),
		row('an event until access has changed, p50', quantile(took, 0.5), 'ms'),
		row('an event until access has changed, p99', quantile(took, 0.99), 'ms', { most: 1000 }),
	]);
}

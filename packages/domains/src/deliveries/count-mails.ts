import type { Services } from '../context.ts';
import { mailsByState } from './deliveries.queries.ts';
import type { MailCounts } from './deliveries.schema.ts';

const ARRIVED = ['delivered', 'opened', 'complained'];
const UNDERWAY = ['waiting', 'sent', 'delayed'];

/**
 * What became of all mails whose keys begin with `prefix`, of the last thirty days; null where there are none. For the
 * domain that had them sent, and chose the keys. One statement.
 */
export async function countMails(
	{ platform }: Services,
	prefix: string,
): Promise<MailCounts | null> {
	const rows = await mailsByState(platform, prefix).execute();
	const sum = (states: readonly string[]) =>
		rows.filter(({ state }) => states.includes(state)).reduce((all, row) => all + row.count, 0);
	const sent = sum(rows.map(({ state }) => state));
	if (sent === 0) return null;
	const [arrived, underway] = [sum(ARRIVED), sum(UNDERWAY)];
	return { sent, arrived, underway, lost: sent - arrived - underway };
}

import { founderOf } from '@kith/testing/test-actors';
import { countAll } from '@kith/testing/test-analytics';
import { createTestCommunity } from '@kith/testing/test-community';
import type { TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { addCounts } from './analytics.queries.ts';
import { dayAfter, dayOf } from './days.ts';

/** A community that counts, whose sums are written day by day as if they had been counted. */
export async function openSums(installation: TestInstallation) {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	await countAll(await here.as(founder));
	installation.services.snapshots.drop(here.id);
	const today = dayOf(installation.clock.now(), 'UTC');
	const ago = (days: number) => dayAfter(today, -days);
	const add = (days: number, metric: string, n: number, source = 'member') =>
		addCounts(here.db, [
			{ day: ago(days), metric, source, dimension: 'all', value: '', n },
		]).execute();
	const analytics = async () => communityCaller(await here.as(founder)).analytics;
	return { here, ago, add, analytics };
}

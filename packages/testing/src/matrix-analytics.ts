import { communityCaller } from '@kith/domains';
import type { Stage } from './matrix-stage.ts';
import { RUNNERS, type Cases } from './matrix-who.ts';
import { founderOf } from './test-actors.ts';

async function startIn({ here }: Stage): Promise<void> {
	await communityCaller(await here.as(await founderOf(here))).analytics.start();
}

/** Whoever runs the community reads what goes on in it. */
export const ANALYTICS_CASES: Cases = {
	'analytics.start': { allowed: RUNNERS },
	'analytics.home': {
		allowed: RUNNERS,
		input: async (stage) => {
			await startIn(stage);
			return {};
		},
	},
	'analytics.report': {
		allowed: RUNNERS,
		input: async (stage) => {
			await startIn(stage);
			return { name: 'active' };
		},
	},
	'analytics.risk': {
		allowed: RUNNERS,
		input: async (stage) => {
			await startIn(stage);
			return undefined;
		},
	},
	'analytics.week': {
		allowed: RUNNERS,
		input: async (stage) => {
			await startIn(stage);
			return {};
		},
	},
	'analytics.setWeekMail': {
		allowed: RUNNERS,
		input: async (stage) => {
			await startIn(stage);
			return { isMailed: false };
		},
	},
};

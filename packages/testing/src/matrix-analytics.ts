import { communityCaller } from '@kith/domains';
import { DEFAULT_HEALTH_WEIGHTS } from '@kith/domains/analytics/health';
import type { Stage } from './matrix-stage.ts';
import { KEEPERS, RUNNERS, type Cases } from './matrix-who.ts';
import { newId } from '@kith/kernel/ids';
import { founderOf } from './test-actors.ts';

async function startIn({ here }: Stage): Promise<void> {
	await communityCaller(await here.as(await founderOf(here))).analytics.start();
}

const explorationIn = (id: string) => ({ id, name: `Posts ${id}`, question: {}, isShared: true });

/** A question that the founder keeps for everybody. */
export async function exploration({ here }: Pick<Stage, 'here'>) {
	const founder = await founderOf(here);
	await communityCaller(await here.as(founder)).analytics.start();
	const kept = explorationIn(newId());
	await communityCaller(await here.as(founder)).analytics.saveExploration(kept);
	return kept;
}

const READERS = [...RUNNERS, 'analyst'] as const;

/** Whoever runs the community reads, and whose job in the organization it is, what goes on in it. */
export const ANALYTICS_CASES: Cases = {
	'analytics.start': { allowed: READERS },
	'analytics.home': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return {};
		},
	},
	'analytics.report': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return { name: 'active' };
		},
	},
	'analytics.inSpace': {
		allowed: RUNNERS,
		input: async (stage) => {
			await startIn(stage);
			return { spaceId: stage.spaceId };
		},
	},
	'analytics.exportReport': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return { name: 'active' };
		},
	},
	'analytics.explore': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return {};
		},
	},
	'analytics.explorable': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return undefined;
		},
	},
	'analytics.explorations': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return undefined;
		},
	},
	'analytics.saveExploration': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return explorationIn(newId());
		},
	},
	'analytics.renameExploration': {
		allowed: RUNNERS,
		input: async (stage) => {
			const { id, isShared } = await exploration(stage);
			return { explorationId: id, name: `Otherwise ${id}`, isShared, version: 1 };
		},
	},
	'analytics.removeExploration': {
		allowed: RUNNERS,
		input: async (stage) => ({ explorationId: (await exploration(stage)).id, version: 1 }),
	},
	'analytics.mailExploration': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ explorationId: (await exploration(stage)).id, rhythm: 'weekly' },
		}),
	},
	'analytics.exportExplored': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return { metric: 'post', dimension: 'week' };
		},
	},
	'analytics.moderation': { allowed: [...KEEPERS, 'analyst'], input: () => ({}) },
	'analytics.exportModeration': {
		allowed: [...KEEPERS, 'analyst'],
		input: () => ({ name: 'hours' }),
	},
	'analytics.outlook': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return { metric: 'texts' };
		},
	},
	'analytics.risk': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return undefined;
		},
	},
	'analytics.health': {
		allowed: READERS,
		input: async (stage) => {
			await startIn(stage);
			return undefined;
		},
	},
	'analytics.weighHealth': {
		allowed: RUNNERS,
		input: async ({ here }) => {
			const { analytics } = communityCaller(await here.as(await founderOf(here)));
			await analytics.start();
			const { version } = await communityCaller(
				await here.as(await founderOf(here)),
			).analytics.health();
			return { weights: { ...DEFAULT_HEALTH_WEIGHTS, moderation: 0 }, version };
		},
	},
	'analytics.week': {
		allowed: READERS,
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

import { communityCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import type { Stage } from './matrix-stage.ts';
import { founderOf } from './test-actors.ts';

/** What is done with new posts by itself. */
export const filingRule = (stage: Stage) => ({
	...{ id: newId(), name: 'Boats', isPaused: false, kinds: [], spaceIds: [], words: ['boat'] },
	...{ wholeWords: true, hosts: [], joinedWithin: null, tagIds: [], toSpaceId: stage.spaceId },
});

/** All the rules there are to be. */
export async function filingRules(stage: Stage) {
	const { filing } = communityCaller(await stage.here.as(await founderOf(stage.here)));
	const { version } = await filing.list();
	return { rules: [filingRule(stage)], version };
}

/** A rule that is there. */
export async function aFilingRule(stage: Stage) {
	const saved = await filingRules(stage);
	const { filing } = communityCaller(await stage.here.as(await founderOf(stage.here)));
	await filing.save(saved);
	return { filingRuleId: saved.rules[0]?.id ?? '' };
}

/** A post of a member that a rule moved. */
export async function aFiledPost(stage: Stage) {
	const { postId } = await stage.post();
	const filing = {
		...{ rules: [{ id: newId(), name: 'Boats' }], tags: [], at: new Date().toISOString() },
		...{ fromSpaceId: null, toSpaceId: null, isMovedOn: false, undoneAt: null },
	};
	const filed = stage.here.db.updateTable('posts').set({ filing: JSON.stringify(filing) });
	await filed.where('id', '=', postId).execute();
	return { postId };
}

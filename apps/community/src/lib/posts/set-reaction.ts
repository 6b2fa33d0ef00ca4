import type { CommunityInputs } from '@kith/domains';
import { api } from '#lib/shell/api.ts';
import { explain } from '#lib/shell/explain.ts';

/** Gives or takes back a reaction; returns why it did not work, or null. */
export async function setReaction(
	reaction: CommunityInputs['reactions']['set'],
): Promise<string | null> {
	try {
		await (await api()).reactions.set.mutate(reaction);
		return null;
	} catch (error) {
		return explain(error);
	}
}

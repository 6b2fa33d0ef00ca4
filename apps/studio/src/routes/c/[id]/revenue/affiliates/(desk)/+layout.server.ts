import { programmeOf } from '#lib/revenue/server/read-affiliates.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { api } = await communityFor(event);
	return { view: await programmeOf(api) };
};

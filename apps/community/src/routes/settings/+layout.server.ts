import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
	onlyMembers(event);
};

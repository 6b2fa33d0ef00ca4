import { fetchParts } from '#lib/rich-text/parts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
	await fetchParts([data.post.body, data.comments]);
	return data;
};

import { networkOf } from '@kith/kernel/network';
import type { CommunityContext } from '../context.ts';

const [PER_NETWORK, PER_COMMUNITY, SECONDS] = [600, 6000, 600];

/** Steps from one network, which may be a whole company, and in the whole community. Throws `limits.too_many`. */
// authorize: the verbs that call it are anybody's.
export async function limitSenders(
	{ community, request, services: { limiter } }: CommunityContext,
	step: 'sso' | 'sso answer',
): Promise<void> {
	const key = `${step} ${community.id}`;
	await limiter.take(`${key} ${networkOf(request.ip)}`, PER_NETWORK, SECONDS);
	await limiter.take(key, PER_COMMUNITY, SECONDS);
}

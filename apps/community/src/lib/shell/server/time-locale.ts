import type { CommunityFace } from '@kith/domains/communities/schema';
import { getLocale } from '#lib/paraglide/runtime.js';

/** The page's language as dates are written in it, with twelve or twenty-four hours where the community says so. */
export function timeLocale({ hourCycle }: CommunityFace['localization']): string {
	return hourCycle === 'auto' ? getLocale() : `${getLocale()}-u-hc-${hourCycle}`;
}

import { ForbiddenError } from '@kith/kernel/errors';
import type { CommunitySnapshot } from '../snapshot.ts';

/** Throws `identity.sso_only` where people sign in by single sign-on and in no other way, whoever asks. */
export function requireMailDoor({ sso }: CommunitySnapshot): void {
	if (Object.values(sso).some(({ isEnabled, isOnly }) => isEnabled && isOnly))
		throw new ForbiddenError('identity.sso_only');
}

import { sign } from '@kith/kernel/seal';

/**
 * Under which name a member's ballot lies. In an anonymous poll it leads back to nobody: only the same member asking
 * again can be told that it is theirs.
 */
export function voterKey(
	secret: string,
	{ postId, memberId, isAnonymous }: { postId: string; memberId: string; isAnonymous: boolean },
): string {
	return isAnonymous ? sign(secret, 'poll ballot', `${postId} ${memberId}`) : memberId;
}

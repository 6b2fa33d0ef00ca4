import type { CommunityIdentity } from '../communities/index.ts';

/** The purpose that links and invitations are sealed for. */
export const LINK_SEAL = 'seat link';

/** Where a seat is taken. */
export const seatUrl = ({ origin }: Pick<CommunityIdentity, 'origin'>, token: string): string =>
	`${origin}/group/${token}`;

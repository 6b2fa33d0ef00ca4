import type { CommunityIdentity, CommunitySnapshot } from '../communities/index.ts';
import { DEFAULT_LOOK } from '../communities/communities.schema.ts';
import { fileUrl } from '../media/index.ts';
import type { Brand } from './letter.ts';

/** A community's own face in mails. */
export function brandOf(community: CommunityIdentity, { look }: CommunitySnapshot): Brand {
	const { name, origin } = community;
	return {
		name,
		origin,
		look,
		logoUrl: look.logoFileId && fileUrl(origin, look.logoFileId, 'full'),
	};
}

/** The platform's face, in mails to staff. */
export function platformBrand(platformOrigin: string): Brand {
	return { name: 'Kith', origin: platformOrigin, look: DEFAULT_LOOK, logoUrl: null };
}

import type { CommunityIdentity, CommunitySnapshot } from '../communities/index.ts';
import { DEFAULT_LOOK } from '../communities/communities.schema.ts';
import { PLATFORM_SCOPE } from '../deliveries/deliveries.schema.ts';
import { DEFAULT_MAIL_LOOK } from '../design/design.schema.ts';
import { fileUrl } from '../media/index.ts';
import type { Brand } from './letter.ts';

/** A community's own face in mails. */
export function brandOf(
	community: CommunityIdentity,
	{ site }: Pick<CommunitySnapshot, 'site'>,
): Brand {
	const { id: scope, name, origin } = community;
	const { look, mail } = site;
	const { logoFileId } = look;
	return {
		...{ scope, name, origin, look, mail },
		logoUrl: mail.showLogo && logoFileId ? fileUrl(origin, logoFileId, 'full') : null,
	};
}

/** The platform's face, in mails to staff. */
export function platformBrand(platformOrigin: string): Brand {
	return {
		...{
			scope: PLATFORM_SCOPE,
			name: 'Kith',
			origin: platformOrigin,
			look: DEFAULT_LOOK,
			logoUrl: null,
		},
		mail: DEFAULT_MAIL_LOOK,
	};
}

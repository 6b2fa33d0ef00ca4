import * as z from 'zod';
import { unseal } from '@kith/kernel/seal';
import type { Services } from '../context.ts';
import { openStaffInvitation, STAFF_INVITATION_SEAL } from '../organizations/index.ts';
import { platformBrand } from './brands.ts';
import { deliver } from './deliver.ts';

const Payload = z.strictObject({ invitationId: z.uuid(), sealedToken: z.string() });

/** Mails the link of an invitation to work for an organization, while it can be accepted. */
export async function mailStaffInvitation(services: Services, payload: unknown): Promise<void> {
	const { invitationId, sealedToken } = Payload.parse(payload);
	const invitation = await openStaffInvitation(services.platform, invitationId);
	if (!invitation) return;
	const { email, organizationName, inviterName, locale } = invitation;
	const token = unseal(services.secret, STAFF_INVITATION_SEAL, sealedToken);
	await deliver(services, {
		...{ kind: 'invitation', to: email, locale },
		brand: { ...platformBrand(services.platformOrigin), name: organizationName },
		props: {
			...{ inviterName, message: '' },
			url: `${services.platformOrigin}/invitation?token=${encodeURIComponent(token)}`,
		},
		idempotencyKey: `staff-invitation:${invitationId}`,
	});
}

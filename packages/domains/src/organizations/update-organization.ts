import type { PlatformContext } from '../context.ts';
import { organizationById, updateOrganizationRow } from './organizations.queries.ts';
import type { UpdateOrganization } from './organizations.schema.ts';
import { RUNNING } from './staff-rank.ts';

/** Changes what an organization is called, where its notices go, and the language and zone of its mails. */
export async function updateOrganization(
	ctx: PlatformContext,
	{ organizationId, ...wanted }: UpdateOrganization,
): Promise<void> {
	ctx.authorize(organizationId, RUNNING);
	await ctx.transaction(async (tx) => {
		const { id: _, ...before } = await organizationById(tx.db, organizationId)
			.forNoKeyUpdate()
			.executeTakeFirstOrThrow();
		await updateOrganizationRow(tx.db, organizationId, wanted).execute();
		tx.audit({
			...{ organizationId, action: 'organization.updated', before, after: wanted },
			target: { kind: 'organization', id: organizationId, label: wanted.name },
		});
	});
}

import type { PlatformDb } from '@kith/db/handles';
import { isUniqueViolation } from '@kith/db/pg-errors';
import {
	checkSlug,
	claiming,
	insertCommunity,
	markLive,
	originOf,
	seedCommunity,
} from '@kith/domains/communities';
import { skeletonOf } from '@kith/domains/communities/slug';
import type { PlatformContext, Services, Staff, StaffRole } from '@kith/domains/context';
import { platformContextOf } from '@kith/domains/platform-context';
import { NO_REQUEST } from '@kith/domains/create-context';
import { foundOrganization } from '@kith/domains/organizations';
import { newId } from '@kith/kernel/ids';
import { Refusal } from './command.ts';

export const DEFAULT_TEMPLATE = 'product-users';

export type NewCommunity = { name: string; slug: string; ownerEmail: string; template: string };

/** Claims, fills and opens a community. Throws Refusal when its address cannot be had. */
export async function foundCommunity(
	services: Services,
	wanted: NewCommunity,
): Promise<{ id: string; origin: string }> {
	const staff = await ensureStaff(services, wanted.ownerEmail);
	const answer = await checkSlug(contextOf(services, staff), wanted.slug, null);
	if (!answer.available) {
		const instead = answer.suggestions.length > 0 ? ` Free: ${answer.suggestions.join(', ')}` : '';
		throw new Refusal(`The address "${wanted.slug}" cannot be had (${answer.reason}).${instead}`);
	}
	const id = await claimFor(services, staff, { ...wanted, slug: answer.slug });
	await seedCommunity(services, id);
	return { id, origin: originOf(services.platformOrigin, answer.slug) };
}

/** Takes a ready schema for `staff` and opens it under the address; its rows come with seeding. */
export async function claimFor(
	services: Services,
	staff: Staff,
	{ name, slug, template }: Omit<NewCommunity, 'ownerEmail'>,
): Promise<string> {
	const open = async (db: PlatformDb) => {
		const now = services.clock.now();
		const claimed = await services.claimSchema(db);
		const organizationId =
			staff.organizations.find(({ role }) => role === 'owner' || role === 'admin')?.id ??
			(await foundOrganization(db, { staffId: staff.id, name }));
		await insertCommunity(db, {
			...{ id: claimed, organizationId, slug, skeleton: skeletonOf(slug), name, template },
			...{ locale: 'en', createdBy: staff.id, createdAt: now },
		}).execute();
		await markLive(db, claimed, now).execute();
		return claimed;
	};
	const id = await claiming(services, () => services.platform.transaction().execute(open)).catch(
		(error: unknown): never => {
			if (isUniqueViolation(error, 'communities_slug_key'))
				throw new Refusal(`The address "${slug}" was taken a moment ago.`);
			throw error;
		},
	);
	services.directory.drop(id);
	await services.bus.publish({ topic: 'directory.changed', communityId: id, data: {} });
	return id;
}

/** The staff login of an address, made when it is new, with the organizations it works for. */
export async function ensureStaff(services: Services, address: string): Promise<Staff> {
	const email = address.toLowerCase();
	const db = services.platform;
	await db
		.insertInto('authUsers')
		.values({ id: newId(), email, name: '' })
		.onConflict((conflict) => conflict.column('email').doNothing())
		.execute();
	const user = await db
		.selectFrom('authUsers')
		.select(['id', 'name'])
		.where('email', '=', email)
		.executeTakeFirstOrThrow();
	const organizations = await db
		.selectFrom('organizationStaff')
		.innerJoin('organizations', 'organizations.id', 'organizationStaff.organizationId')
		.select(['organizations.id', 'organizations.name', 'organizationStaff.role'])
		.where('organizationStaff.staffId', '=', user.id)
		.orderBy('organizations.createdAt')
		.execute();
	return {
		...{ ...user, email },
		organizations: organizations.map((row) => ({ ...row, role: row.role as StaffRole })),
		hasSecondFactor: false,
	};
}

function contextOf(services: Services, staff: Staff): PlatformContext {
	return {
		...platformContextOf(services, { staff, session: null }, NO_REQUEST),
		authorize: () => staff,
	};
}

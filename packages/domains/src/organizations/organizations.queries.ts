import type { PlatformDb } from '@kith/db/handles';

export const insertOrganization = (db: PlatformDb, id: string, name: string) =>
	db.insertInto('organizations').values({ id, name });

export const insertEmployment = (
	db: PlatformDb,
	employment: { organizationId: string; staffId: string; role: string },
) => db.insertInto('organizationStaff').values(employment);

type Settings = { name: string; contactEmail: string | null; locale: string; timeZone: string };

export const organizationById = (db: PlatformDb, id: string) =>
	db
		.selectFrom('organizations')
		.select(['id', 'name', 'contactEmail', 'locale', 'timeZone'])
		.where('id', '=', id);

export const updateOrganizationRow = (db: PlatformDb, id: string, settings: Settings) =>
	db.updateTable('organizations').set(settings).where('id', '=', id);

/** Its team, invitations and log go with it; a community that is left refuses it. */
export const deleteOrganizationRow = (db: PlatformDb, id: string) =>
	db.deleteFrom('organizations').where('id', '=', id);

/** The organizations that somebody owns; one may be of up to 50, as signing in reads them. */
export const ownedBy = (db: PlatformDb, staffId: string) =>
	db
		.selectFrom('organizationStaff')
		.select('organizationId')
		.where('staffId', '=', staffId)
		.where('role', '=', 'owner')
		.orderBy('organizationId')
		.limit(50);

export const employment = (db: PlatformDb, staffId: string, organizationId: string) =>
	db
		.selectFrom('organizationStaff')
		.select('role')
		.where('staffId', '=', staffId)
		.where('organizationId', '=', organizationId);

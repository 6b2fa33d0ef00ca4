import type { PlatformDb } from '@kith/db/handles';

export const insertOrganization = (db: PlatformDb, id: string, name: string) =>
	db.insertInto('organizations').values({ id, name });

export const insertEmployment = (
	db: PlatformDb,
	employment: { organizationId: string; staffId: string; role: string },
) => db.insertInto('organizationStaff').values(employment);

export const renameOrganizationRow = (db: PlatformDb, id: string, name: string) =>
	db.updateTable('organizations').set({ name }).where('id', '=', id);

export const employment = (db: PlatformDb, staffId: string, organizationId: string) =>
	db
		.selectFrom('organizationStaff')
		.select('role')
		.where('staffId', '=', staffId)
		.where('organizationId', '=', organizationId);

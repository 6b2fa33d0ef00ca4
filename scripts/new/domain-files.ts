import type { Names } from './names.ts';

/** The files of a new domain's folder: a noun with an owner, one verb, one event. Path → text. */
export function domainFiles(names: Names): Map<string, string> {
	const { plural, singular } = names;
	const folder = `packages/domains/src/${plural}`;
	return new Map([
		[`${folder}/index.ts`, door(names)],
		[`${folder}/${plural}.schema.ts`, schema(names)],
		[`${folder}/${plural}.policy.ts`, policy(names)],
		[`${folder}/${plural}.events.ts`, events(names)],
		[`${folder}/${plural}.queries.ts`, queries(names)],
		[`${folder}/${plural}.router.ts`, router(names)],
		[`${folder}/create-${singular}.ts`, verb(names)],
	]);
}

/** The migration that makes the domain's table; `version` is the next free one of the community's list. */
export function migrationFile({ table, camel, plural }: Names, version: number): string {
	return `import type { Migration } from '../../src/migration.ts';

export const ${camel}: Migration = {
	version: ${version},
	name: '${plural}',
	breaking: false,
	up: (schema) => [
		\`create table \${schema}.${table} (
			id uuid primary key,
			owner_id uuid not null references \${schema}.members,
			title varchar(200) not null,
			created_at timestamptz not null
		)\`,
		\`create index ${table}_owner_idx on \${schema}.${table} (owner_id)\`,
	],
};
`;
}

const door = ({ camel, plural }: Names) => `import type { Domain } from '../domain.ts';
import { ${camel}Events } from './${plural}.events.ts';
import { ${camel}Permissions, ${camel}Policy } from './${plural}.policy.ts';
import { ${camel}Router } from './${plural}.router.ts';

export const ${camel} = {
	router: ${camel}Router,
	policy: ${camel}Policy,
	permissions: ${camel}Permissions,
	events: ${camel}Events,
} as const satisfies Domain;
`;

const schema = ({ Subject, one }: Names) => `import * as z from 'zod';

export const Create${Subject} = z.strictObject({
	/** Made by the client before the first try, so that a retry creates nothing twice. */
	id: z.uuid(),
	title: z.string().trim().min(1).max(200),
});
export type Create${Subject} = z.infer<typeof Create${Subject}>;

export const ${Subject}Ref = z.strictObject({ ${one}Id: z.uuid() });
export type ${Subject}Ref = z.infer<typeof ${Subject}Ref>;
`;

const policy = ({ camel, table, Subject }: Names) => {
	const noun = table.replaceAll('_', '');
	return `import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const ${camel}Permissions = {
	'${noun}:create': 'community',
} as const satisfies PermissionFacts;

export const ${camel}Policy: Policy = (grants, { can }) => {
	if (grants.has('${noun}:create')) can('create', '${Subject}', { ownerId: grants.memberId });
};
`;
};

const events = ({ camel, plural, one }: Names) => `import * as z from 'zod';

export const ${camel}Events = {
	'${plural}.created': { live: false, payload: z.strictObject({ ${one}Id: z.uuid() }) },
} as const;
`;

const queries = ({ camel, Subject }: Names) => `import type { CommunityDb } from '@kith/db/handles';

type New${Subject} = { id: string; ownerId: string; title: string; createdAt: Date };

/** Idempotent by id: creating twice inserts once. */
export const insert${Subject} = (db: CommunityDb, row: New${Subject}) =>
	db
		.insertInto('${camel}')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');
`;

const router = ({
	camel,
	plural,
	singular,
	Subject,
}: Names) => `import { communityProcedure, communityRouter } from '../trpc.ts';
import { create${Subject} } from './create-${singular}.ts';
import { Create${Subject}, ${Subject}Ref } from './${plural}.schema.ts';

export const ${camel}Router = communityRouter({
	create: communityProcedure
		.input(Create${Subject})
		.output(${Subject}Ref)
		.mutation(({ ctx, input }) => create${Subject}(ctx, input)),
});
`;

const verb = ({
	plural,
	singular,
	one,
	Subject,
}: Names) => `import { memberIdOf } from '@kith/kernel/actor';
import { UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { insert${Subject} } from './${plural}.queries.ts';
import type { Create${Subject}, ${Subject}Ref } from './${plural}.schema.ts';

/** Creates a ${singular.replaceAll('-', ' ')}. A retry with the same id changes nothing. */
export async function create${Subject}(ctx: CommunityContext, input: Create${Subject}): Promise<${Subject}Ref> {
	const ownerId = memberIdOf(ctx.actor);
	if (!ownerId) throw new UnauthenticatedError('identity.sign_in_needed');
	ctx.authorize('create', '${Subject}', { ownerId });
	return ctx.transaction(async (tx) => {
		const row = { ...input, ownerId, createdAt: ctx.clock.now() };
		const created = await insert${Subject}(tx.db, row).executeTakeFirst();
		if (created) await tx.emit('${plural}.created', { ${one}Id: input.id });
		return { ${one}Id: input.id };
	});
}
`;

import {
	CamelCasePlugin,
	Kysely,
	OperationNodeTransformer,
	PostgresDialect,
	type KyselyPlugin,
	type SchemableIdentifierNode,
} from 'kysely';
import type pg from 'pg';
import type { DB as CommunityTables } from './generated/community.ts';
import type { DB as PlatformTables } from './generated/platform.ts';
import type { DB as StreamTables } from './generated/streams.ts';
import { schemaOf } from './schema-name.ts';

export type { CommunityTables, PlatformTables, StreamTables };

/** Statements on the schema `platform`; cannot name a community's table. */
export type PlatformDb = Kysely<PlatformTables>;
/** Statements on one community's schema; cannot name a platform table. */
export type CommunityDb = Kysely<CommunityTables>;
/** Statements on a cluster's append-only streams. */
export type StreamDb = Kysely<StreamTables>;

/** A Kysely over `pool` with no schema yet: snake_case in SQL, camelCase in code, jsonb left as it is. */
export function createRoot(pool: pg.Pool): Kysely<unknown> {
	return new Kysely<unknown>({
		dialect: new PostgresDialect({ pool }),
		plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
	});
}

/** The platform's handle. */
export function platformOf(root: Kysely<unknown>): PlatformDb {
	return root.withSchema('platform') as unknown as PlatformDb;
}

/** One community's handle: every name is qualified with its schema, any other schema is refused. */
export function communityOf(root: Kysely<unknown>, communityId: string): CommunityDb {
	const schema = schemaOf(communityId);
	return root.withPlugin(new OneSchemaPlugin(schema)).withSchema(schema) as unknown as CommunityDb;
}

/** The streams of the cluster (and the transaction) that `db` is on. */
export function streamsOf(db: CommunityDb | PlatformDb): StreamDb {
	return (db as unknown as Kysely<unknown>)
		.withoutPlugins()
		.withPlugin(camelCase)
		.withSchema('streams') as unknown as StreamDb;
}

const camelCase = new CamelCasePlugin({ maintainNestedObjectKeys: true });

class OneSchemaTransformer extends OperationNodeTransformer {
	readonly #schema: string;

	constructor(schema: string) {
		super();
		this.#schema = schema;
	}

	protected override transformSchemableIdentifier(
		node: SchemableIdentifierNode,
	): SchemableIdentifierNode {
		if (node.schema && node.schema.name !== this.#schema && node.schema.name !== 'ext')
			throw new Error(`a statement of ${this.#schema} names schema ${node.schema.name}`);
		return node;
	}
}

/** The last net under the types: a statement that names a second schema never leaves the process. */
class OneSchemaPlugin implements KyselyPlugin {
	readonly #transformer: OneSchemaTransformer;

	constructor(schema: string) {
		this.#transformer = new OneSchemaTransformer(schema);
	}

	transformQuery: KyselyPlugin['transformQuery'] = ({ node, queryId }) =>
		this.#transformer.transformNode(node, queryId);
	transformResult: KyselyPlugin['transformResult'] = async ({ result }) => result;
}

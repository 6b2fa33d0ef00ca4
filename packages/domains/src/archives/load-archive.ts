import { createHash } from 'node:crypto';
import {
	bringSchemaToHead,
	columnsOf,
	liftForeignKeys,
	makeSchemaAt,
	type OwnerClient,
} from '@kith/db/community-rows';
import { headVersion } from '@kith/db/communities';
import { moduleHead, noteModules } from '@kith/db/modules';
import { isDataError } from '@kith/db/pg-errors';
import { AppError, InvalidError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { skeletonOf } from '../communities/slug.schema.ts';
import type { Services } from '../context.ts';
import {
	BY_ANSWERS,
	BY_HAND,
	BY_LEVEL,
	BY_MEMBERSHIP,
	BY_RULE,
	BY_SUSPENSION,
} from '../grants/grants.schema.ts';
import { EVERYBODY, deleteBelow } from '../media/index.ts';
import { handleFrom } from '../members/index.ts';
import { isDangerous, permissionCatalogue } from '../permissions/permissions.schema.ts';
import { BUILT_IN_ROLES } from '../roles/roles.schema.ts';
import {
	ARCHIVE_LIMITS,
	Manifest,
	FORMAT,
	FIRST_SCHEMA_VERSION,
	type LoadReport,
} from './archives.schema.ts';
import { ArchivedLog } from './archived-log.ts';
import { SAFEGUARD, safeguardFrom } from '../permissions/safeguard.schema.ts';
import { FileTaker } from './take-files.ts';
import { RowTaker } from './take-rows.ts';
import {
	adoptGrants,
	countHolders,
	countStorage,
	enlist,
	forgetPastReminders,
	giveOwner,
	hasRoles,
	keepModules,
	endSeats,
	putAwayStrongTiers,
	putSetting,
	transactionThat,
} from './rows.queries.ts';
import { bytesOf, tarEntries, type Entry } from './tar-entries.ts';

const MANIFEST_BYTES = 256 * 1024;

/** The person who will own what is loaded. */
export type Importer = { staffId: string; email: string; name: string };

export type Loading = {
	services: Services;
	/** The packed bytes. */
	body: ReadableStream<Uint8Array>;
	/** The id of the coming community; what lies under it from a try before is cleared away. */
	communityId: string;
	organizationId: string;
	importer: Importer;
	/** Null to find out what would come of it: all is read and tried, nothing is kept. */
	as: { name: string; slug: string } | null;
	onRead?: (bytes: number) => void;
};

/**
 * Makes a new community of an archive, whole or not at all: schema, rows and its place in the list are one transaction,
 * and files that came for nothing are cleared away. Nothing in the archive is trusted. Throws `archives.*` errors that say
 * what is wrong with it.
 */
// authorize: the verbs that ask for it have asked; commands need no leave.
export async function loadArchive(loading: Loading): Promise<LoadReport> {
	const { services, communityId } = loading;
	await deleteBelow(services.blobs, `${communityId}/`);
	try {
		return await services.asOwner((client) =>
			transactionThat(client, loading.as !== null, () => load(loading, client)),
		);
	} catch (error) {
		await deleteBelow(services.blobs, `${communityId}/`);
		throw isDataError(error) ? new InvalidError('archives.does_not_fit') : error;
	}
}

async function load(loading: Loading, client: OwnerClient): Promise<LoadReport> {
	const { services, communityId } = loading;
	const entries = tarEntries(loading.body, loading.onRead);
	const sums = new Sums();
	const manifest = await readManifest(await entries.next(), sums);
	const { schemaVersion: version } = manifest;
	await makeSchemaAt(client, communityId, version, manifest.modules);
	const keys = await liftForeignKeys(client, communityId);
	const log = new ArchivedLog(manifest.community.id, communityId);
	const columns = await columnsOf(client, communityId);
	const rows = new RowTaker({ client, communityId, manifest, columns, log });
	const files = new FileTaker({ services, communityId, isDry: loading.as === null });
	let isWhole = false;
	for await (const entry of entries) {
		if (isWhole) throw new InvalidError('archives.strange_entry', { name: entry.name });
		if (entry.name === 'sums.jsonl') {
			isWhole = await sums.agreeWith(entry);
		} else if (entry.name.startsWith('rows/')) {
			if (files.hasBegun) throw new InvalidError('archives.strange_entry', { name: entry.name });
			const bytes = await bytesOf(entry, ARCHIVE_LIMITS.chunkBytes * 4);
			sums.add(entry, bytes);
			files.expect(await rows.take(entry.name, bytes));
		} else await files.take(entry, sums);
	}
	if (!isWhole) throw new InvalidError('archives.cut_short');
	rows.finish();
	return settle(loading, client, { manifest, keys, rows, files, log, version });
}

type Loaded = {
	manifest: Manifest;
	keys: readonly string[];
	rows: RowTaker;
	files: FileTaker;
	log: ArchivedLog;
	version: number;
};

/** With all rows there: the keys between them hold, somebody owns them, and the community is listed. */
async function settle(
	{ services, communityId, organizationId, importer, as }: Loading,
	client: OwnerClient,
	{ manifest, keys, rows, files, log, version }: Loaded,
): Promise<LoadReport> {
	for (const statement of keys) await client.query(statement);
	await bringSchemaToHead(client, communityId, version, manifest.modules);
	if (!(await hasRoles(client, communityId, BUILT_IN_ROLES)))
		throw new InvalidError('archives.does_not_fit');
	const now = services.clock.now();
	const dangerous = permissionCatalogue.filter(isDangerous);
	const strongMembers = await countHolders(client, communityId, dangerous);
	if ('memberships' in manifest.modules) {
		await putAwayStrongTiers(client, communityId, dangerous);
		await endSeats(client, communityId);
	}
	const memberId = newId();
	const { email, staffId } = importer;
	const name = importer.name.trim().slice(0, 80) || (email.split('@')[0] ?? 'Owner');
	const handle = `${handleFrom(name)}-${memberId.slice(-4)}`;
	const ownerId = await giveOwner(client, communityId, {
		...{ userId: newId(), memberId, email: email.toLowerCase(), name, handle, now },
	});
	await keepModules(client, communityId, Object.keys(manifest.modules));
	await adoptGrants(client, communityId, [BY_HAND, BY_ANSWERS, ...sourcesOf(manifest)]);
	await forgetPastReminders(client, communityId, now);
	await putSetting(
		client,
		communityId,
		SAFEGUARD,
		safeguardFrom(now, services.secondFactorDays),
		now,
	);
	await countStorage(client, communityId, EVERYBODY);
	await log.close(client, services, {
		...{ staffId, memberId: ownerId, name, now },
		label: manifest.community.name,
	});
	if (as) {
		const { template, locale } = manifest.community;
		await enlist(client, {
			...{ id: communityId, organizationId, name: as.name, slug: as.slug, now, locale },
			...{ skeleton: skeletonOf(as.slug), createdBy: staffId, version: headVersion },
			template: services.templates.has(template) ? template : 'product-users',
		});
		await noteModules(client, communityId, Object.keys(manifest.modules));
	}
	const { community, takenAt, leftOut } = manifest;
	return {
		...{ name: community.name, takenAt, schemaVersion: version, rows: rows.counts, leftOut },
		...{ files: files.taken, missingFiles: files.missing, strongMembers },
	};
}

const sourcesOf = ({ modules }: Manifest) => [
	...('memberships' in modules ? [BY_MEMBERSHIP, BY_SUSPENSION] : []),
	...('gamification' in modules ? [BY_LEVEL, BY_RULE] : []),
];

async function readManifest(first: IteratorResult<Entry>, sums: Sums): Promise<Manifest> {
	if (first.done || first.value.name !== 'manifest.json')
		throw new InvalidError('archives.not_an_archive');
	const bytes = await bytesOf(first.value, MANIFEST_BYTES);
	sums.add(first.value, bytes);
	const manifest = parse(bytes);
	if (manifest.formatVersion > FORMAT.formatVersion || manifest.schemaVersion > headVersion)
		throw new InvalidError('archives.too_new', {
			theirs: manifest.schemaVersion,
			ours: headVersion,
		});
	for (const [module, version] of Object.entries(manifest.modules))
		if (version > (moduleHead(module) ?? 0))
			throw new InvalidError('archives.too_new', {
				theirs: version,
				ours: moduleHead(module) ?? 0,
			});
	if (manifest.schemaVersion < FIRST_SCHEMA_VERSION) throw new InvalidError('archives.too_old');
	return manifest;
}

function parse(bytes: Uint8Array): Manifest {
	try {
		return Manifest.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
	} catch (cause) {
		throw cause instanceof AppError ? cause : new InvalidError('archives.not_an_archive');
	}
}

/** The sum of every entry, as the archive's last one has to say them again. */
export class Sums {
	readonly #said = createHash('sha256');

	add({ name, size }: Pick<Entry, 'name' | 'size'>, body: Uint8Array | string): void {
		const sha256 =
			typeof body === 'string' ? body : createHash('sha256').update(body).digest('hex');
		this.#said.update(`${JSON.stringify({ name, bytes: size, sha256 })}\n`);
	}

	async agreeWith({ body }: Entry): Promise<true> {
		const there = createHash('sha256');
		for await (const chunk of body) there.update(chunk);
		if (there.digest('hex') !== this.#said.digest('hex'))
			throw new InvalidError('archives.sums_differ');
		return true;
	}
}

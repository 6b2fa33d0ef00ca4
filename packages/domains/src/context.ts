import type { Actor } from '@kith/kernel/actor';
import type { Clock } from '@kith/kernel/clock';
import type { Logger } from '@kith/kernel/logger';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import type { AsOwner } from '@kith/db/community-rows';
import type { Placed } from '@kith/db/lanes';
import type { Directory } from './communities/directory.ts';
import type { AuditNote } from './audit/audit.schema.ts';
import type { CommunityIdentity, CommunitySnapshot } from './snapshot.ts';
import type { SnapshotCache } from './communities/snapshot-cache.ts';
import type { EventName, EventPayload } from './events.ts';
import type { Viewer } from './identity/identity.schema.ts';
import type { Realms } from './identity/realms.ts';
import type { SessionCache } from './identity/session-cache.ts';
import type { Limiter } from './limiter.ts';
import type { OrganizationAction } from './organizations/organizations.schema.ts';
import type {
	Action,
	AppAbility,
	Grants,
	SubjectName,
	SubjectRow,
} from './permissions/permission.ts';
import type { Standing } from './permissions/standing.ts';
import type {
	AvifMaker,
	BlobStore,
	Bus,
	FileTyper,
	FilmReader,
	ImageReader,
	Mailer,
	Oidc,
	Payments,
	Saml,
	TextReader,
	Web,
} from './ports.ts';
import type { LoadedTemplates } from './templates/index.ts';

/** Everything one process shares between requests and jobs. Made once by apps/server. */
export type Services = {
	clock: Clock;
	logger: Logger;
	/** The installation's secret; derive from it with a purpose, never use it bare. */
	secret: string;
	/** The studio's origin; communities live one label below its host. */
	platformOrigin: string;
	mailFrom: string;
	platform: PlatformDb;
	communityDb(community: Placed): CommunityDb;
	/** Builds a schema when the pool holds none, so that a claim right after finds one. */
	ensureReadySchema(): Promise<void>;
	/** Takes a ready schema in the transaction of `db`, which `claiming` runs; returns its id. Throws `communities.pool_empty`. */
	claimSchema(db: PlatformDb): Promise<string>;
	/** Lends the owner's connection, for what is done to whole schemas: taking them out, bringing them in, dropping them. */
	asOwner: AsOwner;
	/** The role a staff person has in an organization now; null for none. */
	employmentOf(staffId: string, organizationId: string): Promise<StaffRole | null>;
	directory: Directory;
	snapshots: SnapshotCache;
	sessions: SessionCache;
	realms: Realms;
	limiter: Limiter;
	templates: LoadedTemplates;
	mailer: Mailer;
	blobs: BlobStore;
	readImage: ImageReader;
	makeAvif: AvifMaker;
	fileTypeOf: FileTyper;
	readFilm: FilmReader;
	readText: TextReader;
	/** Draws a community's icon as a PNG: its logo, or the letters of its name on its colour. */
	drawIcon(wish: {
		logo: Uint8Array | null;
		name: string;
		brand: string;
		size: number;
	}): Promise<Uint8Array>;
	/** Draws what previews of a link show, as a PNG of 1200 by 630; colours are #rrggbb. */
	drawCard(wish: {
		sign: string;
		signGround: string;
		signInk: string;
		title: string;
		name: string;
		logo: Uint8Array | null;
		footer: string;
		brand: string;
	}): Promise<Uint8Array>;
	readLogo(bytes: Uint8Array): Promise<{ full: Uint8Array; width: number; height: number }>;
	bus: Bus;
	web: Web;
	oidc: Oidc;
	saml: Saml;
	payments: Payments;
	/** For so many days a new community goes without a second factor for what is dangerous. */
	secondFactorDays: number;
	/** Whether payments move money; otherwise they are tried out. */
	takesRealMoney: boolean;
};

/** What a verb knows of the request it serves; jobs bring an empty one. */
export type RequestFacts = {
	ip: string;
	userAgent: string;
	/** The Cookie header, for the identity domain alone. */
	cookie: string;
	/** Adds a Set-Cookie line to the answer. */
	setCookie(line: string): void;
};

/** How a session was proved beyond its first step. */
export type Factor = 'app' | 'passkey' | 'recovery' | 'entry';

/** The session that a request came with. */
export type SessionFacts = {
	id: string;
	/** When its holder last showed a proof of who they are. */
	provedAt: Date;
	factor: Factor | null;
	/** What its holder could do that is dangerous when they showed the factor; left out without one. */
	shownFor?: readonly string[];
};

export type CommunityTransaction = {
	db: CommunityDb;
	/** Writes an event into the outbox, in this transaction. Returns its id. */
	emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): Promise<string>;
	/**
	 * Writes down what staff or a moderator did, into the audit log: at the end of this transaction and only if it
	 * commits. What members do with their own things is not written down.
	 */
	audit(note: AuditNote): void;
	/** Roles, spaces or settings changed: every process drops what it remembers, once this commits. */
	touchCommunity(): void;
	/** A member's roles, spaces or status changed: their open sessions see it at once. */
	touchMember(memberId: string): void;
};

/** One actor in one community: what every verb of the member site takes first. */
export type CommunityContext = {
	community: CommunityIdentity;
	snapshot: CommunitySnapshot;
	actor: Actor;
	/** The person behind the request when they have a session, member or not; null for staff and jobs. */
	viewer: Viewer | null;
	/** What the rights are worked out from; null for visitors. */
	standing: Standing | null;
	/**
	 * Whom the site is shown as to staff who look at it as somebody else, by name, empty for a visitor; null otherwise.
	 * Nothing is changed while somebody looks on.
	 */
	shownAs: string | null;
	/** The name of the staff person who acts from the studio; empty for everybody else. */
	staffName: string;
	/** The session that the viewer came with; null when there is no viewer. */
	session: SessionFacts | null;
	grants: Grants;
	ability: AppAbility;
	db: CommunityDb;
	clock: Clock;
	services: Services;
	request: RequestFacts;
	/** Throws `ForbiddenError('permissions.denied')`, or unauthenticated for visitors. */
	authorize(action: Action, subject: SubjectName, row?: SubjectRow): void;
	transaction<T>(run: (tx: CommunityTransaction) => Promise<T>): Promise<T>;
};

export type StaffRole = 'owner' | 'admin' | 'billing' | 'analyst';

/** A person signed in to the studio, with the organizations they work for. */
export type Staff = {
	id: string;
	email: string;
	name: string;
	organizations: readonly { id: string; name: string; role: StaffRole }[];
	/** Whether a second factor proved who they are: in this session, or, for jobs, whether they have one. */
	hasSecondFactor: boolean;
	/** Where it was shown: what they were then, and what their desks allowed, each with its place. Left out: it counts for all. */
	shownFor?: readonly string[];
};

/** What is written down of an organization; who did it is known. */
export type OrganizationNote = Omit<AuditNote, 'action' | 'by'> & {
	organizationId: string;
	action: OrganizationAction;
};

export type PlatformTransaction = {
	db: PlatformDb;
	/** Writes down what staff did with their organization: at the end of this transaction and only if it commits. */
	audit(note: OrganizationNote): void;
};

/** One staff person (or visitor) on the platform: what every verb of the studio's own pages takes first. */
export type PlatformContext = {
	staff: Staff | null;
	/** The session that staff came with; null for visitors. */
	session: SessionFacts | null;
	db: PlatformDb;
	clock: Clock;
	services: Services;
	request: RequestFacts;
	/** The signed-in staff, with one of `roles` in `organizationId` when given; throws otherwise. */
	authorize(organizationId?: string, roles?: readonly StaffRole[]): Staff;
	transaction<T>(run: (tx: PlatformTransaction) => Promise<T>): Promise<T>;
};

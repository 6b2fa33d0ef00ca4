import { SECTIONS } from '../design/design.schema.ts';
import { communityTables } from '@kith/db/communities';
import { MODULES, moduleTables } from '@kith/db/modules';

/** Bound to a person's way in, or made anew from what is kept: none of it leaves the community. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
	analytics_counts: 'counted anew',
	analytics_days: 'counted anew',
	analytics_health: 'counted anew',
	analytics_members: 'counted anew',
	analytics_state: 'counted anew',
	analytics_unmailed: 'asked anew where one runs the community',
	analytics_weeks: 'what was said of the community at its old address',
	auth_accounts: 'passwords, and what other providers know people by',
	auth_sessions: 'open sessions',
	auth_verifications: 'one-time codes',
	gifts: 'codes that were paid for on an account at Stripe that does not come along',
	invitations: 'links that let people in',
	ledger: 'what was paid on an account at Stripe that does not come along',
	member_batch_items: 'what was under way',
	member_batches: 'what was under way',
	passkeys: 'bound to the address of the community',
	safeguards: 'second factors and known devices',
	seat_groups: 'links that let people in, to what is paid on an account at Stripe',
	seat_invites: 'links that let people in',
	storage_usage: 'counted anew',
};

/** Columns of kept tables that stay behind, because they are made anew. */
export const LEFT_OUT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
	auth_users: ['image'],
	commissions: ['payment_id'],
	files: [
		...['avif', 'codec', 'parts', 'received', 'search', 'storage_key', 'thumbhash'],
		...['unread', 'words'],
	],
	members: ['invitation_id'],
	memberships: ['data', 'external_customer_id', 'external_subscription_id'],
	offers: ['external_id'],
	prices: ['external_id'],
	redemptions: ['card'],
	referrals: ['mark'],
	tiers: ['external_id'],
};

/** Settings that can be read again; any other stays behind, and is named in the manifest. */
export const KEPT_SETTINGS: ReadonlySet<string> = new Set([
	...['access', 'affiliates', 'approval', 'feed', 'fields', 'filing', 'general'],
	...['filingTally', 'finalTables', 'guidelines', 'health', 'seasons'],
	...['joining', 'labels', 'levels', 'life'],
	...[
		'imprint',
		'localization',
		'modules',
		'onboarding',
		'privacy',
		'searchLanguages',
		'seeded',
		'segments',
		'signIn',
	],
	...['explorations', 'replies', 'rota', 'storage', 'taxes', 'terms'],
	...SECTIONS.flatMap((section) => [section, `${section}.draft`]),
]);

/** Settings that never leave: secrets, and what hangs on this installation's staff, key, calendar or account at Stripe. */
export const LEFT_OUT_SETTINGS: ReadonlySet<string> = new Set([
	...['audit', 'entryRoles', 'scim', 'secondFactor', 'sso', 'taxesAtStripe'],
]);

const COLUMNS: Readonly<Record<string, string>> = {
	settings: `key updated_at value version`,
	roles: `color description id key name permissions rank requires_second_factor scope version`,
	auth_users: `created_at email email_verified id name updated_at`,
	space_groups: `id name overrides position version`,
	spaces: `archived_at cover_file_id created_at description filing group_id icon id last_activity_at modules
		name overrides position post_count posting prompt reactions slug version visibility`,
	members: `active_on avatar_file_id bio dismissed_ids feed field_keys fields guidelines_version
		handle id is_personal joined_at labels last_seen_at learned_since locale merged_ids
		merged_into_id name onboarding
		overrides recent_searches removed_at request restricted_until restriction
		restriction_details saved_searches status terms_version time_zone user_id version`,
	files: `attached_at bytes created_at duration_ms has_poster height id kind mime name
		owner_id purpose space_id state width`,
	badge_grants: `badge_id challenge_id expires_at given_at id is_shared member_id reason revoke_reason
		revoked_at rule_id`,
	badges: `archived_at created_at description icon id lasts_days most_given name position tone version`,
	affiliate_days: `affiliate_id clicks day`,
	affiliate_payout_lines: `amount commission_id payout_id`,
	affiliate_payouts: `affiliates amount at currency id note undone_at undone_why`,
	affiliates: `code created_at id into_id member_id reason status version`,
	audit_entries: `action actor actor_digest actor_kind at details details_digest hash member_id number
		space_id staff_id subject_id target_id target_kind`,
	ballots: `choices member_id post_id voter`,
	bookmark_folders: `created_at id member_id name`,
	bookmarks: `created_at folder_id member_id note post_id remind_at`,
	challenge_evidence: `answer body decided_at decided_by id member_id party_id sent_at state step_id
		url`,
	challenge_members: `challenge_id joined_at member_id party_id steps_seen`,
	challenge_parties: `challenge_id code created_at done_at id is_open kept name progress`,
	challenges: `badge_id created_at ends_at icon id places points starts_at status steps team_least
		team_most title version words`,
	comment_reads: `last_at last_id member_id post_id put_back_at`,
	comments: `author_id body created_at depth edited_at excerpt id is_example parent_id post_id
		reaction_count removed_why root_id search space_id status version`,
	commissions: `affiliate_id amount at base basis_points currency id member_id membership_id note paid
		payable_at reason reversed state`,
	document_downloads: `day document_id member_id`,
	document_versions: `created_at document_id file_id member_id number restored_from`,
	deeds: `at facts id is_undone kind member_id other_id post_id space_id subject_id`,
	documents: `author_id created_at deleted_at deleted_by description downloads file_name folder_id
		id number search space_id tag_ids title updated_at version`,
	drafts: `body excerpt fields key member_id updated_at`,
	file_uses: `file_id subject_id`,
	guideline_acceptances: `accepted_at kind member_id version`,
	guidelines: `changes kind must_accept published_at published_by rules title version`,
	hidden_posts: `created_at member_id post_id`,
	history: `action actor_id body created_at details hidden_at hidden_by hidden_why id number
		subject_id subject_kind title why`,
	library_folders: `author_id created_at id name parent_id space_id`,
	links: `description expires_at fetched_at is_found picture_file_id site title url url_hash`,
	look_versions: `changed note published_at published_by site staff_id version`,
	member_roles: `granted_at member_id role_id source`,
	memberships: `cancel_at created_at current_period_end ended_at ends_at id member_id price_id seat_group_id
		seats source starts_at status tier_id trial_end updated_at version`,
	offers: `amount archived_at code created_at currency ends_at every gives id lasts months most_uses
		name percent purpose status tier_ids trial_days version`,
	point_entries: `at challenge_id deed_id id kind member_id noted_at number points reason rule_id space_id`,
	point_rule_versions: `counts_from counts_until definition number published_at rule_id`,
	point_rules: `archived_at created_at draft id name position updated_at version`,
	polls: `choices closed_at ends_at is_anonymous max_choices method post_id results tally
		voter_count`,
	post_placements: `placed_at placed_by post_id posted_at space_id`,
	post_scores: `day post_id score space_id`,
	post_tags: `post_id shown_at space_id tag_id`,
	posts: `answer_id author_id body co_author_ids comment_count content_warning cover_file_id
		created_at edited_at excerpt featured_at filing has_poll id idle_days invited_author_ids
		is_example kind kind_facts last_activity_at lock_reason locked_at merged_into_id
		pinned_at pinned_until reaction_count search space_id state status title version
		vote_count`,
	prices: `amount archived_at created_at currency days every id kind least_amount least_seats
		months most_seats other_currencies payments status tier_id`,
	reactions: `created_at emoji member_id subject_id subject_kind`,
	receipts: `acknowledged_at dismissed_at member_id post_id seen_at`,
	redemptions: `at attempt id member_id membership_id offer_id status tier_id trial_days`,
	referrals: `affiliate_id at basis_points clicked_at first_paid_at member_id months reason status
		via`,
	relations: `created_at kind member_id target_id`,
	scoped_roles: `granted_at member_id role_id source space_id`,
	rule_grants: `ended_at id is_seen member_id noted_at role_id rule_id since space_id until`,
	score_days: `day member_id points space_id`,
	scores: `holds is_off_boards level level_seen member_id points`,
	search_terms: `day misses searches term`,
	space_members: `joined_at member_id source space_id`,
	space_visits: `followed_at member_id muted_at seen_at space_id`,
	submissions: `author_id body decided_at decided_by extras first_decided_at held_at held_for id kind
		post_id publish_at reason revises_id sent_at space_id state time_zone title version`,
	tag_follows: `created_at member_id tag_id`,
	tag_groups: `id name only_one position required_space_ids`,
	tag_names: `kind name slug tag_id`,
	tag_uses: `document_count post_count space_id tag_id`,
	tags: `created_at description group_id id is_restricted name role_ids slug version`,
	tiers: `benefits created_at description entitlements id name position slug status trial_days
		updated_at version visibility`,
	votes: `created_at member_id post_id via_post_id`,
};

/** The columns that an archive holds of each table. A table or column that nothing is said of fails a test. */
export const KEPT: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries(COLUMNS).map(([table, columns]) => [table, columns.split(/\s+/)]),
);

/** What columns were called in archives of earlier versions. */
const EARLIER: Readonly<Record<string, readonly string[]>> = {
	member_roles: ['source_id'],
	space_members: ['source_id'],
};

/** The columns of a table that an archive holds, of those that it has `there`. */
export const keptOf = (table: string, there: ReadonlySet<string>): string[] =>
	[...(KEPT.get(table) ?? []), ...(EARLIER[table] ?? [])].filter((column) => there.has(column));

/** The order tables are written and read in: those that every community has, then those of modules. */
export const ARCHIVED_TABLES: readonly string[] = [
	...communityTables,
	...MODULES.flatMap(moduleTables),
].filter((table) => KEPT.has(table));

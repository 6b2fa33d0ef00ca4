import { analytics } from './analytics/index.ts';
import { affiliates } from './affiliates/index.ts';
import { announcements } from './announcements/index.ts';
import { approval } from './approval/index.ts';
import { archives } from './archives/index.ts';
import { audit } from './audit/index.ts';
import { batches } from './batches/index.ts';
import { bookmarks } from './bookmarks/index.ts';
import { comments } from './comments/index.ts';
import { communities } from './communities/index.ts';
import { deliveries } from './deliveries/index.ts';
import { design } from './design/index.ts';
import { desks } from './desks/index.ts';
import { directory } from './directory/index.ts';
import { drafts } from './drafts/index.ts';
import { factors } from './factors/index.ts';
import { feeds } from './feeds/index.ts';
import { fields } from './fields/index.ts';
import { filing } from './filing/index.ts';
import { gamification } from './gamification/index.ts';
import { gifts } from './gifts/index.ts';
import { guidelines } from './guidelines/index.ts';
import { history } from './history/index.ts';
import { ideas } from './ideas/index.ts';
import { identity } from './identity/index.ts';
import { imports } from './imports/index.ts';
import { inbox } from './inbox/index.ts';
import { library } from './library/index.ts';
import { lifecycle } from './lifecycle/index.ts';
import { links } from './links/index.ts';
import { mail } from './mail/index.ts';
import { media } from './media/index.ts';
import { members } from './members/index.ts';
import { memberships } from './memberships/index.ts';
import { merging } from './merging/index.ts';
import { notes } from './notes/index.ts';
import { offers } from './offers/index.ts';
import { onboarding } from './onboarding/index.ts';
import { organizations } from './organizations/index.ts';
import { payments } from './payments/index.ts';
import { plans } from './plans/index.ts';
import { polls } from './polls/index.ts';
import { posts } from './posts/index.ts';
import { questions } from './questions/index.ts';
import { reactions } from './reactions/index.ts';
import { relations } from './relations/index.ts';
import { replies } from './replies/index.ts';
import { restrictions } from './restrictions/index.ts';
import { roles } from './roles/index.ts';
import { roster } from './roster/index.ts';
import { rota } from './rota/index.ts';
import { sales } from './sales/index.ts';
import { scim } from './scim/index.ts';
import { search } from './search/index.ts';
import { seats } from './seats/index.ts';
import { signups } from './signups/index.ts';
import { spaces } from './spaces/index.ts';
import { sso } from './sso/index.ts';
import { submissions } from './submissions/index.ts';
import { texts } from './texts/index.ts';
import { tags } from './tags/index.ts';
import { tiers } from './tiers/index.ts';

/** Every domain of the product. Routers, jobs, consumers and permissions are derived from this list alone. */
export const registry = {
	analytics,
	affiliates,
	announcements,
	approval,
	archives,
	audit,
	batches,
	bookmarks,
	comments,
	communities,
	deliveries,
	design,
	desks,
	directory,
	drafts,
	factors,
	feeds,
	fields,
	filing,
	gamification,
	gifts,
	guidelines,
	history,
	ideas,
	identity,
	imports,
	inbox,
	library,
	lifecycle,
	links,
	mail,
	media,
	members,
	memberships,
	merging,
	notes,
	offers,
	onboarding,
	organizations,
	payments,
	plans,
	polls,
	posts,
	questions,
	reactions,
	relations,
	replies,
	restrictions,
	roles,
	roster,
	rota,
	sales,
	scim,
	search,
	seats,
	signups,
	spaces,
	sso,
	submissions,
	tags,
	texts,
	tiers,
} as const;

import { approval } from './approval/index.ts';
import { comments } from './comments/index.ts';
import { communities } from './communities/index.ts';
import { history } from './history/index.ts';
import { identity } from './identity/index.ts';
import { lifecycle } from './lifecycle/index.ts';
import { mail } from './mail/index.ts';
import { media } from './media/index.ts';
import { members } from './members/index.ts';
import { organizations } from './organizations/index.ts';
import { posts } from './posts/index.ts';
import { reactions } from './reactions/index.ts';
import { roles } from './roles/index.ts';
import { search } from './search/index.ts';
import { signups } from './signups/index.ts';
import { spaces } from './spaces/index.ts';
import { submissions } from './submissions/index.ts';

/** Every domain of the product. Routers, jobs, consumers and permissions are derived from this list alone. */
export const registry = {
	approval,
	comments,
	communities,
	history,
	identity,
	lifecycle,
	mail,
	media,
	members,
	organizations,
	posts,
	reactions,
	roles,
	search,
	signups,
	spaces,
	submissions,
} as const;

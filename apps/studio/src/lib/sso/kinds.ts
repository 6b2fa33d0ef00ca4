import Building from '@lucide/svelte/icons/building-2';
import CircleUserRound from '@lucide/svelte/icons/circle-user-round';
import FileKey from '@lucide/svelte/icons/file-key';
import KeyRound from '@lucide/svelte/icons/key-round';
import type { ConnectionKind } from '@kith/domains/sso/schema';
import type { Icon } from '@kith/ui/icon';
import { m } from '#lib/paraglide/messages.js';

type Kind = { value: ConnectionKind; title: string; description: string; icon: Icon };

/** Who can vouch for members, in the order in which they are offered. */
export function kinds(): Kind[] {
	return [
		kind('google', 'Google', m.sso_kind_google(), CircleUserRound),
		kind('microsoft', 'Microsoft', m.sso_kind_microsoft(), Building),
		kind('github', 'GitHub', m.sso_kind_github(), CircleUserRound),
		kind('openid', 'OpenID Connect', m.sso_kind_openid(), KeyRound),
		kind('saml', 'SAML 2.0', m.sso_kind_saml(), FileKey),
		kind('token', m.sso_kind_token_name(), m.sso_kind_token(), KeyRound),
	];
}

/** The kind of this name; undefined for any other text. */
export function kindOf(value: string | null): Kind | undefined {
	return kinds().find((one) => one.value === value);
}

function kind(value: ConnectionKind, title: string, description: string, icon: Icon): Kind {
	return { value, title, description, icon };
}

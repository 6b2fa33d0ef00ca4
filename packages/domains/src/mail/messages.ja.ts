import type { Messages } from './messages.en.ts';

/** Every word of our mails, in Japanese. */
export const japanese: Messages = {
	signInCode: {
		subject: ({ community, code }) => `${community} のログインコード：${code}`,
		preheader: (minutes) => `${minutes}分間、一度だけ使えます。`,
		heading: 'ログインコード',
		text: ({ community }) =>
			`${community} にログインするには、コードを求められた画面にこのコードを入力してください。`,
		validity: (minutes) =>
			`${minutes}分間、一度だけ使えます。コミュニティの誰かがこのコードを尋ねることは決してありません。`,
		note: 'ログインのためにあなたのアドレスが入力されたので、このメールをお送りしました。心当たりがなければ無視してください。コードがなければ誰もログインできません。',
	},
	invitation: {
		subject: ({ community, inviter }) =>
			inviter ? `${inviter} さんから ${community} への招待` : `${community} への招待が届いています`,
		preheader: ({ community }) => `このアドレスで ${community} に参加できます。`,
		heading: ({ community }) => `${community} への招待`,
		text: ({ community, inviter }) =>
			inviter
				? `${inviter} さんが、あなたを ${community} に招待しています。`
				: `${community} のみなさんが、あなたを招待しています。`,
		validity: (days) => `この招待はこのアドレス宛てで、${days}日間有効です。`,
		action: '招待を受ける',
		note: 'メンバーがあなたのアドレスを入力したので、このメールをお送りしました。心当たりがなければ無視してください。受けない限り何も起こりません。',
	},
	welcome: {
		subject: ({ community }) => `${community} へようこそ`,
		preheader: () => 'あいさつをして、くつろいでください。',
		heading: ({ name }) => `${name} さん、ようこそ`,
		text: ({ community }) =>
			`${community} のメンバーになりました。まずは自己紹介をして、誰かに返信してみましょう。`,
		action: ({ community }) => `${community} を開く`,
		note: ({ community }) =>
			`${community} に参加されたので、このメールを一度だけお送りしています。`,
	},
	approved: {
		subject: ({ community }) => `参加が承認されました：${community}`,
		preheader: () => '参加リクエストが承認されました。',
		heading: ({ name }) => `${name} さん、参加が承認されました`,
		text: ({ community }) =>
			`${community} への参加リクエストが承認されました。すべてご利用いただけます。`,
		action: ({ community }) => `${community} を開く`,
		note: ({ community }) =>
			`${community} への参加をリクエストされたので、このメールを一度だけお送りしています。`,
	},
	restriction: {
		subject: {
			silenced: ({ community }) => `現在 ${community} で書き込みができません`,
			suspended: ({ community }) => `${community} のメンバーシップが停止されました`,
			banned: ({ community }) => `${community} から退会となりました`,
		},
		preheader: '理由と期間をお知らせします。',
		text: {
			silenced: ({ community }) =>
				`${community} の運営者により発言が制限されました。閲覧はできますが、投稿・リアクション・投票はできません。`,
			suspended: ({ community }) =>
				`${community} の運営者によりメンバーシップが停止されました。終了するまでサインアウトの状態になります。`,
			banned: ({ community }) =>
				`${community} の運営者により退会となり、再び参加することはできません。`,
		},
		until: (until) => `${until} に自動的に終了します。`,
		endless: '自動では終了しません。コミュニティの運営者が解除できます。',
		note: ({ community }) =>
			`${community} のメンバーシップに関するお知らせとしてお送りしています。`,
	},
	restrictionEnded: {
		subject: ({ community }) => `${community} に戻れるようになりました`,
		preheader: '制限は終了しました。',
		heading: ({ name }) => `おかえりなさい、${name} さん`,
		text: ({ community }) =>
			`${community} での制限はなくなりました。これまでどおりご利用ください。`,
		action: ({ community }) => `${community} を開く`,
		note: ({ community }) =>
			`${community} のメンバーシップに関するお知らせとしてお送りしています。`,
	},
	accountsMerged: {
		subject: ({ community }) => `${community} のアカウントが 1 つになりました`,
		preheader: '両方の投稿が 1 か所にまとまりました。',
		heading: 'アカウントが 1 つになりました',
		text: ({ community, gone, stays }) =>
			`${community} のチームが @${gone} を @${stays} に統合しました。投稿、コメント、そのほかすべてが @${stays} に移りました。`,
		kept: ({ stays }) => `@${stays} にはこれまでどおりログインできます。設定もそのままです。`,
		gone: ({ gone, stays }) =>
			`このアドレスで @${gone} にログインすることはできなくなりました。@${stays} のアドレスでログインしてください。`,
		action: ({ community }) => `${community} を開く`,
		note: ({ community }) =>
			`${community} のメンバーシップに関するお知らせとしてお送りしています。心当たりのないアカウントの場合は、すぐにチームへご連絡ください。`,
	},
	declined: {
		subject: ({ community }) => `${community} への参加リクエストについて`,
		preheader: '運営者から返事がありました。',
		heading: ({ community }) => `${community} への参加は認められませんでした`,
		text: ({ community }) => `${community} の運営者が参加リクエストを確認し、却下しました。`,
		note: ({ community }) =>
			`${community} への参加を希望されたので、このメールを一度だけお送りしています。`,
	},
	request: {
		subject: ({ name, community }) => `${name} さんが ${community} への参加を希望しています`,
		subjectMany: ({ count, community }) => `${count} 人が ${community} への参加を希望しています`,
		textMany: ({ name, count, community }) =>
			`${name} さんほか ${count - 1} 人が ${community} への参加を希望し、返事を待っています。`,
		preheader: () => '承認または却下してください。',
		heading: '参加リクエストがあります',
		text: ({ name, community }) =>
			`${name} さんが ${community} への参加を希望し、返事を待っています。`,
		action: '待っている人を見る',
		note: ({ community }) =>
			`${community} のメンバーを管理されているので、このメールをお送りしています。`,
	},
	submissionApproved: {
		subject: ({ title, community }) => `承認されました：${title}・${community}`,
		preheader: () => 'サイトに公開されました。',
		heading: '書き込みが公開されました',
		text: ({ title }) => `「${title}」の書き込みが承認され、サイトに公開されました。`,
		action: '見る',
		note: ({ community }) =>
			`${community} で承認が必要な書き込みをされたので、このメールをお送りしています。`,
	},
	submissionRejected: {
		subject: ({ title, community }) => `差し戻されました：${title}・${community}`,
		preheader: () => '理由を確認し、変更してもう一度送れます。',
		heading: '書き込みが差し戻されました',
		text: ({ title }) =>
			`「${title}」の書き込みは公開されませんでした。変更してもう一度送ることができます。`,
		action: '理由を見る',
		note: ({ community }) =>
			`${community} で承認が必要な書き込みをされたので、このメールをお送りしています。`,
	},
	coAuthor: {
		subject: ({ name, title }) => `${name} さんから「${title}」の共著者への招待`,
		preheader: () => '投稿の画面で承諾または辞退してください。',
		heading: '一緒に書きませんか',
		text: ({ name, title, community }) =>
			`${name} さんが、あなたを ${community} の「${title}」の共著者に招待しています。承諾すると並んで表示され、編集できるようになります。`,
		action: '投稿で返事をする',
		note: ({ community }) => `${community} のメンバーなので、このメールをお送りしています。`,
	},
	reminder: {
		subject: ({ title, community }) => `「${title}」のリマインダー：${community}`,
		preheader: () => '設定されたリマインダーです。',
		text: ({ community }) => `${community} でこの投稿を保存し、リマインダーを設定されました。`,
		action: '投稿を開く',
		note: ({ community }) =>
			`${community} でリマインダーを設定されたので、このメールを一度だけお送りしています。`,
	},
	announcement: {
		subject: ({ title, community }) => `${community}：${title}`,
		preheader: ({ community }) => `${community} からのお知らせです。`,
		text: '続きはコミュニティでお読みください。',
		must: 'お読みになったら、本文の下の「確認しました」を押してください。',
		action: 'お知らせを開く',
		note: ({ community }) =>
			`${community} のメンバーへのお知らせとして、このメールをお送りしています。`,
	},
	ideaStatus: {
		statuses: {
			open: '再受付',
			planned: '予定',
			in_progress: '進行中',
			shipped: '実現済み',
			declined: '見送り',
		},
		subject: ({ title, status }) => `${title}：${status}`,
		preheader: ({ community }) => `${community} で投票されたアイデアについてのお知らせです。`,
		heading: ({ status }) => `アイデアの状況：${status}`,
		text: ({ title, status }) => `投票された「${title}」の状況が「${status}」になりました。`,
		action: 'アイデアを開く',
		note: ({ community }) =>
			`${community} でこのアイデアに投票されたので、変更のたびに一度お送りしています。投票を取り消すと届かなくなります。`,
	},
	archiveReady: {
		subject: ({ community }) => `${community} のエクスポートができました`,
		preheader: 'すべてを収めたファイルを7日間保管します。',
		heading: 'エクスポートができました',
		text: ({ community }) =>
			`${community} のすべてが1つのファイルになりました。7日間保管され、その後は新しく作成してください。`,
		action: 'ダウンロードする',
		note: ({ community }) =>
			`${community} のエクスポートを依頼されたため、このメールをお送りしています。リンクはスタジオにサインインしたあなただけが使えます。`,
	},
	closing: {
		subject: ({ community, day }) => `${community} は閉鎖され、${day} に削除されます`,
		lastSubject: ({ community }) => `${community} は明日削除されます`,
		preheader: ({ day }) => `${day} までは元に戻せます。`,
		heading: 'コミュニティは閉鎖されています',
		text: ({ community, day }) =>
			`${community} は閉鎖されました。${day} に、メンバー、投稿、ファイルなどすべてが削除されます。それまでは、どのオーナーでも残すことができます。`,
		lastText: ({ community, day }) =>
			`${day} に、${community} はメンバー、投稿、ファイルなどすべてとともに削除されます。残すなら今が最後です。`,
		action: 'スタジオで見る',
		note: ({ community }) =>
			`${community} が属する組織のオーナーであるため、このメールをお送りしています。`,
	},
	securityNotice: {
		subjects: {
			'new-device': ({ community }) => `${community} に新しいサインインがありました`,
			'app-added': ({ community }) => `認証アプリがオンになりました・${community}`,
			'app-removed': ({ community }) => `認証アプリがオフになりました・${community}`,
			'passkey-added': ({ community }) => `パスキーが追加されました・${community}`,
			'passkey-removed': ({ community }) => `パスキーが削除されました・${community}`,
			'codes-renewed': ({ community }) => `新しい回復コードが作られました・${community}`,
			'code-used': ({ community }) => `回復コードが使われました・${community}`,
		},
		texts: {
			'new-device':
				'これまでに見たことのない端末から、あなたのアカウントでサインインがありました。',
			'app-added': '今後のサインインでは、認証アプリのコードも必要になります。',
			'app-removed': 'サインインのときに認証アプリのコードは不要になりました。',
			'passkey-added':
				'アカウントにパスキーが追加されました。それを持つ人はあなたとしてサインインできます。',
			'passkey-removed':
				'アカウントからパスキーが削除されました。今後そのパスキーではサインインできません。',
			'codes-renewed': '新しい回復コードが作られました。以前のコードは使えません。',
			'code-used': 'あなたの回復コードでサインインがありました。そのコードはもう使えません。',
		},
		heading: 'アカウントについて',
		preheader: 'ご自身の操作であれば、何もする必要はありません。',
		device: ({ browser, system }) => `${system} の ${browser}`,
		unknownDevice: '不明な端末',
		facts: ({ when, device, ip }) =>
			ip === '' ? `${when}、${device}。` : `${when}、${device}、${ip} 付近から。`,
		advice:
			'ご自身の操作であれば、何もする必要はありません。心当たりがない場合は、端末の一覧を開いて見覚えのない端末をサインアウトし、サインイン方法を変更してください。',
		action: '端末を確認する',
		note: ({ community }) =>
			`${community} へのサインイン方法に変更があったため、このメールをお送りしています。この種類のメールは停止できません。`,
	},
	ownership: {
		preheader: '組織の所有者についてのお知らせです。',
		taker: {
			offered: {
				title: ({ giver, organization }) => `${giver} さんから ${organization} の譲渡の申し出`,
				text: ({ giver, organization, until }) =>
					`${giver} さんが、${organization} のコミュニティ、チーム、設定のすべてをあなたに譲りたいと考えています。この申し出は ${until} まで有効で、このアドレスで一度だけ使えます。`,
				action: '申し出を見る',
			},
			accepted: {
				title: ({ organization }) => `${organization} の所有者になりました`,
				text: ({ giver, organization }) =>
					`${giver} さんの申し出を承諾しました。これから ${organization} とすべてのコミュニティの所有者はあなたです。`,
				action: '組織を開く',
			},
			declined: {
				title: ({ organization }) => `${organization} の申し出を断りました`,
				text: ({ giver }) => `${giver} さんの申し出を断りました。何も変わりません。`,
				action: 'スタジオを開く',
			},
			withdrawn: {
				title: ({ organization }) => `${organization} の申し出は取り消されました`,
				text: ({ organization }) =>
					`${organization} を譲り受ける申し出は無効になりました。あなたには何の変更もありません。`,
				action: 'スタジオを開く',
			},
		},
		giver: {
			offered: {
				title: ({ organization, taker }) =>
					`${organization} を ${taker} さんに譲る申し出をしました`,
				text: ({ taker, organization, until }) =>
					`${taker} さんに ${organization} の所有者になるよう依頼しました。${until} まで承諾できます。それまでは何も変わらず、申し出は取り消せます。心当たりがない場合は、すぐに取り消して端末を確認してください。`,
				action: '設定を開く',
			},
			accepted: {
				title: ({ organization, taker }) => `${organization} の所有者は ${taker} さんになりました`,
				text: ({ taker, giver, organization }) =>
					`${taker} さんが ${giver} さんの申し出を承諾し、${organization} の所有者になりました。`,
				action: '組織を開く',
			},
			declined: {
				title: ({ taker, organization }) => `${taker} さんは ${organization} の申し出を断りました`,
				text: ({ taker, organization }) =>
					`${taker} さんは ${organization} の所有者になることを希望しませんでした。何も変わりません。ほかの人に依頼できます。`,
				action: '設定を開く',
			},
			withdrawn: {
				title: ({ organization }) => `${organization} の申し出は取り消されました`,
				text: ({ taker, organization }) =>
					`${taker} さんは ${organization} を承諾できなくなりました。何も変わりません。`,
				action: '設定を開く',
			},
		},
		note: ({ organization }) =>
			`${organization} の所有者に関わるため、このメールをお送りしています。心当たりがない場合は、ほかの所有者に連絡してください。`,
	},
};

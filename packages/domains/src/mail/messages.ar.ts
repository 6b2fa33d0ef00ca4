import type { Messages } from './messages.en.ts';

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

const MINUTES: Forms = { one: 'دقيقة', two: 'دقيقتين', few: 'دقائق', other: 'دقيقة' };
const DAYS: Forms = { one: 'يوم', two: 'يومين', few: 'أيام', many: 'يومًا', other: 'يوم' };
const rules = new Intl.PluralRules('ar');

/** A number with its noun, in the form that the number asks for; one and two say it in the noun alone. */
function counted(count: number, forms: Forms): string {
	const form = rules.select(count);
	const noun = forms[form] ?? forms.other ?? '';
	return form === 'one' || form === 'two' ? noun : `${count} ${noun}`;
}

/** Every word of our mails, in Arabic. */
export const arabic: Messages = {
	signInCode: {
		subject: ({ community, code }) => `${code} هو رمزك في ${community}`,
		preheader: (minutes) => `يعمل مرة واحدة خلال ${counted(minutes, MINUTES)}.`,
		heading: 'رمز تسجيل الدخول',
		text: ({ community }) => `اكتب هذا الرمز حيث طلبته لتسجيل الدخول إلى ${community}.`,
		validity: (minutes) =>
			`يعمل مرة واحدة خلال ${counted(minutes, MINUTES)}. لن يطلبه منك أحد من المجتمع أبدًا.`,
		note: 'وصلتك هذه الرسالة لأن شخصًا كتب عنوانك لتسجيل الدخول. إن لم تكن أنت فتجاهلها: لا يدخل أحد دون الرمز.',
	},
	invitation: {
		subject: ({ community, inviter }) =>
			inviter ? `${inviter} يدعوك إلى ${community}` : `أنت مدعو إلى ${community}`,
		preheader: ({ community }) => `انضم إلى ${community} بهذا العنوان.`,
		heading: ({ community }) => `أنت مدعو إلى ${community}`,
		text: ({ community, inviter }) =>
			inviter
				? `يود ${inviter} أن تكون جزءًا من ${community}.`
				: `يود أهل ${community} أن تكون واحدًا منهم.`,
		validity: (days) => `الدعوة لهذا العنوان وتسري خلال ${counted(days, DAYS)}.`,
		action: 'قبول الدعوة',
		note: 'وصلتك هذه الرسالة لأن أحد الأعضاء كتب عنوانك. إن كنت لا تعرفه فتجاهلها: لا يحدث شيء ما لم تقبل.',
	},
	welcome: {
		subject: ({ community }) => `أهلًا بك في ${community}`,
		preheader: () => 'ألقِ التحية، وأنت في بيتك.',
		heading: ({ name }) => `أهلًا بك يا ${name}`,
		text: ({ community }) =>
			`أنت الآن عضو في ${community}. خطوة أولى حسنة: عرّف بنفسك ورد على أحدهم.`,
		action: ({ community }) => `فتح ${community}`,
		note: ({ community }) => `تصلك هذه الرسالة مرة واحدة لأنك انضممت إلى ${community}.`,
	},
	approved: {
		subject: ({ community }) => `قُبل طلبك: ${community}`,
		preheader: () => 'تمت الموافقة على طلب انضمامك.',
		heading: ({ name }) => `قُبل طلبك يا ${name}`,
		text: ({ community }) => `تمت الموافقة على طلب انضمامك إلى ${community}. كل شيء مفتوح لك الآن.`,
		action: ({ community }) => `فتح ${community}`,
		note: ({ community }) => `تصلك هذه الرسالة مرة واحدة لأنك طلبت الانضمام إلى ${community}.`,
	},
	restriction: {
		subject: {
			silenced: ({ community }) => `لا يمكنك الكتابة في ${community} حاليًا`,
			suspended: ({ community }) => `عُلّقت عضويتك في ${community}`,
			banned: ({ community }) => `أُزلت من ${community}`,
		},
		preheader: 'السبب والمدة.',
		text: {
			silenced: ({ community }) =>
				`أسكتك القائمون على ${community}: يمكنك أن تقرأ، ولا يمكنك أن تكتب أو تتفاعل أو تصوّت.`,
			suspended: ({ community }) =>
				`علّق القائمون على ${community} عضويتك. ستبقى خارج الحساب حتى تنتهي المدة.`,
			banned: ({ community }) => `أزالك القائمون على ${community} ولن يسمحوا لك بالدخول مجددًا.`,
		},
		until: (until) => `ينتهي هذا تلقائيًا في ${until}.`,
		endless: 'لا ينتهي هذا تلقائيًا: يستطيع القائمون على المجتمع رفعه.',
		note: ({ community }) => `تصلك هذه الرسالة لأنها تخص عضويتك في ${community}.`,
	},
	restrictionEnded: {
		subject: ({ community }) => `عدت إلى ${community}`,
		preheader: 'انتهى ما كان يقيّدك.',
		heading: ({ name }) => `مرحبًا بعودتك، ${name}`,
		text: ({ community }) => `لم يعد هناك ما يقيّدك في ${community}. ادخل كما كنت تفعل.`,
		action: ({ community }) => `فتح ${community}`,
		note: ({ community }) => `تصلك هذه الرسالة لأنها تخص عضويتك في ${community}.`,
	},
	accountsMerged: {
		subject: ({ community }) => `أصبح حساباك في ${community} حسابًا واحدًا`,
		preheader: 'كل ما كُتب بالحسابين صار في مكان واحد.',
		heading: 'أصبح حساباك حسابًا واحدًا',
		text: ({ community, gone, stays }) =>
			`دمج فريق ${community} الحساب \u2068@${gone}\u2069 في \u2068@${stays}\u2069: منشوراته وتعليقاته وكل ما عداها موجودة الآن تحت \u2068@${stays}\u2069.`,
		kept: ({ stays }) =>
			`تسجّل الدخول إلى \u2068@${stays}\u2069 كما كنت تفعل، وما اخترته هناك بقي على حاله.`,
		gone: ({ gone, stays }) =>
			`لم يعد هذا العنوان يتيح الدخول إلى \u2068@${gone}\u2069. سجّل الدخول بعنوان \u2068@${stays}\u2069.`,
		action: ({ community }) => `فتح ${community}`,
		note: ({ community }) =>
			`تصلك هذه الرسالة لأنها تخص عضويتك في ${community}. إن لم يكن هذان الحسابان لك فاكتب إلى الفريق على الفور.`,
	},
	declined: {
		subject: ({ community }) => `طلبك للانضمام إلى ${community}`,
		preheader: 'ردّ القائمون عليه.',
		heading: ({ community }) => `لم يقبلك ${community}`,
		text: ({ community }) => `اطّلع القائمون على ${community} على طلبك ورفضوه.`,
		note: ({ community }) => `تصلك هذه الرسالة مرة واحدة لأنك طلبت الانضمام إلى ${community}.`,
	},
	request: {
		subject: ({ name, community }) => `${name} يطلب الانضمام إلى ${community}`,
		subjectMany: ({ count, community }) => `${count} يطلبون الانضمام إلى ${community}`,
		textMany: ({ name, count, community }) =>
			`${name} و${count - 1} آخرون يودون الانضمام إلى ${community} وينتظرون ردًا.`,
		preheader: () => 'اقبل الطلب أو ارفضه.',
		heading: 'هناك من يطلب الانضمام',
		text: ({ name, community }) => `يود ${name} الانضمام إلى ${community} وينتظر ردًا.`,
		action: 'عرض من ينتظر',
		note: ({ community }) => `تصلك هذه الرسالة لأنك تدير أعضاء ${community}.`,
	},
	submissionApproved: {
		subject: ({ title, community }) => `تمت الموافقة: ${title} · ${community}`,
		preheader: () => 'أصبحت معروضة في الموقع.',
		heading: 'نُشرت مساهمتك',
		text: ({ title }) => `تمت الموافقة على ما كتبته في «${title}»، وهو الآن معروض في الموقع.`,
		action: 'عرض المساهمة',
		note: ({ community }) => `وصلتك هذه الرسالة لأنك كتبت في ${community} ما يحتاج إلى موافقة.`,
	},
	submissionRejected: {
		subject: ({ title, community }) => `أُعيدت إليك: ${title} · ${community}`,
		preheader: () => 'اطلع على السبب، ثم عدّلها وأرسلها من جديد.',
		heading: 'أُعيدت إليك مساهمتك',
		text: ({ title }) => `لم يُنشر ما كتبته في «${title}». يمكنك تعديله وإرساله من جديد.`,
		action: 'عرض السبب',
		note: ({ community }) => `وصلتك هذه الرسالة لأنك كتبت في ${community} ما يحتاج إلى موافقة.`,
	},
	coAuthor: {
		subject: ({ name, title }) => `${name} يود أن يكتب «${title}» معك`,
		preheader: () => 'اقبل الدعوة أو ارفضها في المنشور.',
		heading: 'اكتبا معًا',
		text: ({ name, title, community }) =>
			`يدعوك ${name} إلى المشاركة في تأليف «${title}» في ${community}. عند القبول يظهر اسمك إلى جانبه ويمكنك تعديل المنشور.`,
		action: 'الرد في المنشور',
		note: ({ community }) => `وصلتك هذه الرسالة لأنك عضو في ${community}.`,
	},
	reminder: {
		subject: ({ title, community }) => `أردت العودة إلى «${title}»: ${community}`,
		preheader: () => 'التذكير الذي طلبته.',
		text: ({ community }) => `حفظت هذا المنشور في ${community} وطلبت التذكير به.`,
		action: 'فتح المنشور',
		note: ({ community }) => `تصلك هذه الرسالة مرة واحدة لأنك ضبطت تذكيرًا في ${community}.`,
	},
	announcement: {
		subject: ({ title, community }) => `${community}: ${title}`,
		preheader: ({ community }) => `أخبار من ${community}.`,
		text: 'اقرأ الإعلان كاملًا في مكانه.',
		must: 'يُرجى قراءته ثم الضغط على «تأكيد الاطلاع» أسفله.',
		action: 'فتح الإعلان',
		note: ({ community }) => `وصلتك هذه الرسالة لأن الإعلان موجه إليك بصفتك عضوًا في ${community}.`,
	},
	ideaStatus: {
		statuses: {
			open: 'مفتوحة من جديد',
			planned: 'مخطط لها',
			in_progress: 'قيد التنفيذ',
			shipped: 'منجزة',
			declined: 'مرفوضة',
		},
		subject: ({ title, status }) => `${title}: ${status}`,
		preheader: ({ community }) => `جديد فكرة صوّتَّ لها في ${community}.`,
		heading: ({ status }) => `فكرتك الآن ${status}`,
		text: ({ title, status }) => `صوّتَّ للفكرة «${title}». وهي الآن ${status}.`,
		action: 'فتح الفكرة',
		note: ({ community }) =>
			`تصلك رسالة واحدة عند كل تغيير لأنك صوّتَّ لهذه الفكرة في ${community}. اسحب صوتك كي لا تصلك رسائل أخرى.`,
	},
	archiveReady: {
		subject: ({ community }) => `تصدير ${community} جاهز`,
		preheader: 'ملف واحد فيه كل شيء، يُحفظ سبعة أيام.',
		heading: 'التصدير جاهز',
		text: ({ community }) =>
			`كل ما في ${community} صار في ملف واحد. يُحفظ سبعة أيام، وبعدها اطلب ملفًا جديدًا.`,
		action: 'تنزيله',
		note: ({ community }) =>
			`وصلتك هذه الرسالة لأنك طلبت تصدير ${community}. الرابط يعمل لك وحدك وأنت مسجّل الدخول إلى الاستوديو.`,
	},
	closing: {
		subject: ({ community, day }) => `${community} مغلق وسيُحذف في ${day}`,
		lastSubject: ({ community }) => `سيُحذف ${community} غدًا`,
		preheader: ({ day }) => `يمكن استرجاعه حتى ${day}.`,
		heading: 'مجتمعك مغلق',
		text: ({ community, day }) =>
			`أُغلق ${community}. في ${day} سيُحذف بكل ما فيه: الأعضاء والمنشورات والملفات. وحتى ذلك الحين يستطيع أي من مالكيه الإبقاء عليه.`,
		lastText: ({ community, day }) =>
			`في ${day} سيُحذف ${community} بكل ما فيه: الأعضاء والمنشورات والملفات. هذه آخر فرصة للإبقاء عليه.`,
		action: 'عرضه في الاستوديو',
		note: ({ community }) => `وصلتك هذه الرسالة لأنك مالك للمؤسسة التي ينتمي إليها ${community}.`,
	},
	securityNotice: {
		subjects: {
			'new-device': ({ community }) => `تسجيل دخول جديد إلى ${community}`,
			'app-added': ({ community }) => `تم تشغيل تطبيق المصادقة · ${community}`,
			'app-removed': ({ community }) => `تم إيقاف تطبيق المصادقة · ${community}`,
			'passkey-added': ({ community }) => `أُضيف مفتاح مرور · ${community}`,
			'passkey-removed': ({ community }) => `أُزيل مفتاح مرور · ${community}`,
			'codes-renewed': ({ community }) => `أُنشئت رموز استرداد جديدة · ${community}`,
			'code-used': ({ community }) => `استُخدم رمز استرداد · ${community}`,
		},
		texts: {
			'new-device': 'سجّل أحدهم الدخول بحسابك من جهاز لم نره من قبل.',
			'app-added': 'من الآن فصاعدًا يُطلب عند تسجيل الدخول رمز من تطبيق المصادقة أيضًا.',
			'app-removed': 'لم يعد يُطلب عند تسجيل الدخول رمز من تطبيق المصادقة.',
			'passkey-added': 'أُضيف مفتاح مرور إلى حسابك. من يملكه يستطيع الدخول باسمك.',
			'passkey-removed': 'أُزيل مفتاح مرور من حسابك، ولم يعد يُدخل أحدًا.',
			'codes-renewed': 'أُنشئت رموز استرداد جديدة، ولم تعد الرموز السابقة صالحة.',
			'code-used': 'سجّل أحدهم الدخول بأحد رموز الاسترداد، ولا يمكن استخدامه مرة أخرى.',
		},
		heading: 'بخصوص حسابك',
		preheader: 'إن كنت أنت من فعل ذلك فلا حاجة إلى أي شيء.',
		device: ({ browser, system }) => `${browser} على ${system}`,
		unknownDevice: 'جهاز غير معروف',
		facts: ({ when, device, ip }) =>
			ip === '' ? `${when}، من ${device}.` : `${when}، من ${device}، من محيط ${ip}.`,
		advice:
			'إن كنت أنت من فعل ذلك فلا حاجة إلى أي شيء. وإلا فافتح أجهزتك وأخرج الجهاز الذي لا تعرفه وغيّر طريقة تسجيل دخولك.',
		action: 'عرض أجهزتي',
		note: ({ community }) =>
			`وصلتك هذه الرسالة لأن شيئًا تغيّر في طريقة دخولك إلى ${community}. لا يمكن إيقاف هذه الرسائل.`,
	},
	ownership: {
		preheader: 'بشأن مالك المؤسسة.',
		taker: {
			offered: {
				title: ({ giver, organization }) => `${giver} يعرض عليك ${organization}`,
				text: ({ giver, organization, until }) =>
					`يود ${giver} أن تصبح مالك ${organization}: مجتمعاتها وفريقها وإعداداتها. العرض سارٍ حتى ${until} ويُستخدم مرة واحدة ولهذا العنوان فقط.`,
				action: 'عرض التفاصيل',
			},
			accepted: {
				title: ({ organization }) => `أصبحت ${organization} ملكك`,
				text: ({ giver, organization }) =>
					`قبلت عرض ${giver}. من الآن تملك ${organization} وكل مجتمعاتها.`,
				action: 'فتح المؤسسة',
			},
			declined: {
				title: ({ organization }) => `رفضت ${organization}`,
				text: ({ giver }) => `رفضت عرض ${giver}. لا يتغير شيء.`,
				action: 'فتح الاستوديو',
			},
			withdrawn: {
				title: ({ organization }) => `سُحب عرض ${organization}`,
				text: ({ organization }) =>
					`لم يعد عرض تملّك ${organization} ساريًا. لا يتغير شيء بالنسبة إليك.`,
				action: 'فتح الاستوديو',
			},
		},
		giver: {
			offered: {
				title: ({ organization, taker }) => `عرضت ${organization} على ${taker}`,
				text: ({ taker, organization, until }) =>
					`طُلب من ${taker} أن يصبح مالك ${organization} وله حتى ${until} ليقبل. لا يتغير شيء حتى ذلك الحين ويمكن سحب العرض. إن لم تكن أنت من عرضه فاسحبه الآن وراجع أجهزتك.`,
				action: 'فتح الإعدادات',
			},
			accepted: {
				title: ({ taker, organization }) => `أصبح ${taker} مالك ${organization}`,
				text: ({ taker, giver, organization }) =>
					`قبل ${taker} عرض ${giver} وأصبح مالك ${organization} من الآن.`,
				action: 'فتح المؤسسة',
			},
			declined: {
				title: ({ taker, organization }) => `رفض ${taker} عرض ${organization}`,
				text: ({ taker, organization }) =>
					`لا يرغب ${taker} في تملّك ${organization}. لا يتغير شيء ويمكن سؤال شخص آخر.`,
				action: 'فتح الإعدادات',
			},
			withdrawn: {
				title: ({ organization }) => `سُحب عرض ${organization}`,
				text: ({ taker, organization }) =>
					`لم يعد بإمكان ${taker} قبول ${organization}. لا يتغير شيء.`,
				action: 'فتح الإعدادات',
			},
		},
		note: ({ organization }) =>
			`تصلك هذه الرسالة لأنها تتعلق بملكية ${organization}. إن فاجأتك فراسل المالكين الآخرين.`,
	},
};

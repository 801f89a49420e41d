"""The addresses of webhooks: who knows one can post there, since a part of each keeps it secret."""

from __future__ import annotations

WEBHOOK_ADDRESS = "a webhook address"

# Keywords and a pattern, as a rule has them.
WEBHOOKS = (
    (
        ("hooks.slack",),
        r"hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/\w{6,}/[\w/]{8,}",
    ),
    (
        ("/webhooks/",),
        r"discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/\d{6,}/[\w-]{16,}",
    ),
    (
        ("webhook.office", "outlook.office"),
        r"(?:webhook|outlook)\.office(?:365)?\.com/webhook\w{0,4}/[\w-]{8,}",
    ),
    (
        ("logic.azure.com", "powerplatform.com"),
        r"(?:logic\.azure|powerplatform)\.com(?::\d{1,5})?/[^\s?]{1,300}\?\S{0,300}?\bsig=[\w%-]{16,}",
    ),
    (
        ("chat.googleapis.com",),
        r"chat\.googleapis\.com/v1/spaces/[\w-]{4,}/messages\?\S{0,100}?\bkey=[\w-]{16,}",
    ),
    (
        ("hooks.zapier.com",),
        r"hooks\.zapier\.com/hooks/catch/\d{3,}/\w{5,}",
    ),
    (
        ("make.com", "integromat.com"),
        r"//hook\.[\w.]{0,20}?(?:make|integromat)\.com/\w{16,}",
    ),
    (
        ("maker.ifttt.com",),
        r"maker\.ifttt\.com/trigger/[^\s/]{1,100}/(?:json/)?with/key/[\w-]{10,}",
    ),
    (
        ("pagerduty.com",),
        r"events\.(?:eu\.)?pagerduty\.com/(?:integration|generic|x-ere)/[\w/.-]{0,40}?\w{16,}",
    ),
    (
        ("victorops.com",),
        r"alert\.victorops\.com/integrations/[^\s/]{1,60}/\d{1,12}/alert/[\w-]{16,}",
    ),
    (
        ("telegram.org",),
        r"api\.telegram\.org/(?:file/)?bot\d{6,12}:[\w-]{20,}",
    ),
    (
        ("larksuite.com", "feishu.cn"),
        r"open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/[\w-]{16,}",
    ),
    (
        ("dingtalk.com",),
        r"oapi\.dingtalk\.com/robot/send\?access_token=\w{16,}",
    ),
    (
        ("weixin.qq.com",),
        r"qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=[\w-]{16,}",
    ),
    (
        ("hc-ping.com", "healthchecks.io"),
        r"(?:hc-ping\.com|healthchecks\.io/ping)/[0-9a-f]{8}-[0-9a-f-]{27}",
    ),
    (
        ("/hooks/",),
        r"//[^\s/]{1,200}/hooks/(?=\w{0,25}\d)[a-z0-9]{26}(?![\w-])",
    ),
    (
        ("/hooks/",),
        r"//[^\s/]{1,200}/hooks/\w{15,20}/(?=\w{0,60}\d)\w{30,64}",
    ),
)

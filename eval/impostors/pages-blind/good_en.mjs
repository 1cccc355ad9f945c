// Honest pages, English.
import { at, chain, go, html, only, page, script, status } from './site.mjs'

const en = (title, body, head) => html('en', title, body, head)
const login = (label = 'Sign in') => `<form method="post" action="/session"><label>Email<input name="email" type="email"></label><label>Password<input name="password" type="password"></label><button>${label}</button></form>`
const card = '<form method="post" action="/checkout"><input name="cardnumber" autocomplete="cc-number" placeholder="Card number"><input name="exp" autocomplete="cc-exp" placeholder="MM/YY"><input name="cvc" autocomplete="cc-csc" placeholder="CVC"><button>Pay</button></form>'
const code = '<form method="post" action="/verify"><input name="otp" autocomplete="one-time-code" placeholder="6-digit code"><button>Verify</button></form>'

export default [
  page('own site', 'northgate', 'online.northgate-mutual/login', en('Northgate Mutual – Online banking', `<h1>Northgate Mutual</h1>${login('Log on')}`)),
  page('own site', 'northgate', 'www.northgate-mutual/verify', en('Northgate Mutual – Verify', `<p>Enter the code Northgate Mutual sent you.</p>${code}`)),
  page('partner', 'northgate', 'homebuyers-desk/apply', en('Homebuyers Desk – Your application', `<p>We compare mortgages from Northgate Mutual, Harrow Building Society and others.</p>${login('Continue application')}<footer>Homebuyers Desk Ltd, broker no. 000000</footer>`)),
  page('news', 'northgate', 'evening-courier/business/northgate', en('Northgate Mutual to merge with Harrow – Evening Courier', `<article><h1>Northgate Mutual to merge with Harrow</h1><p>Members of Northgate Mutual will vote in May. The board of Northgate Mutual recommends the offer.</p></article><form method=post action=/newsletter><input type=email name=email placeholder="Your email"><button>Get the morning briefing</button></form>`)),
  page('news', 'northgate', 'ledger-weekly/northgate-outage', en('Northgate Mutual outage enters second day', `<div>${login('Subscriber sign in')}</div><article><p>Customers of Northgate Mutual could not sign in to online banking on Tuesday. "My password was refused", said one.</p></article>`)),
  page('warning', 'northgate', 'scam-watch-uk/northgate', en('Fake Northgate Mutual texts: what to do', `<p>A text says "unusual sign-in activity on your Northgate Mutual account". It leads to a copy of the sign-in page that asks for password and PIN. Forward it to 7726.</p><form method=post action=/report><textarea name=story></textarea><button>Report a scam</button></form>`)),
  page('namesake', 'northgate', 'northgate-leisure/members', en('Northgate Leisure Centre – Members', `<p>Book courts and classes at Northgate Leisure Centre.</p>${login()}`)),
  page('forum', 'northgate', 'money-talkers/t/northgate', en('Northgate Mutual switching bonus? – Money Talkers', `${login('Log in to reply')}<p>dave_k: Has anyone had the Northgate Mutual bonus?</p><p>lynn: Took three weeks.</p>`)),
  page('comparison', 'northgate', 'best-savings-rates/northgate-mutual', en('Northgate Mutual savings rates', `<table><tr><td>Northgate Mutual<td>4.1 %<tr><td>Harrow<td>4.0 %</table><form><input name=postcode placeholder=Postcode><button>Compare</button></form>`)),
  page('unrelated card', 'northgate', 'village-hall-appeal/donate', en('Donate – Village hall appeal', `<p>Give online, or by transfer to our account at Northgate Mutual.</p>${card}`)),
  page('help', 'northgate', 'budget-app/connect', en('Budget app – Connect your bank', `<p>Sign in to Budget app, then choose your bank: Northgate Mutual, Harrow, Crédit Valmont.</p>${login()}`)),
  page('unrelated code', 'northgate', 'gym-app/verify', en('Gym app – Verify your phone', code)),
  page('shop', 'colibrio', 'tea-merchants/account', en('Your account – Tea Merchants', `<p>Shipped with Colibrio. Track in your account.</p>${login()}`)),
  page('help', 'colibrio', 'shipping-plugin-docs/colibrio', en('Colibrio plugin – Documentation', `<p>Enter your Colibrio API key in the settings of your shop.</p><form><input name=q placeholder=Search></form>`)),
  chain('honest app', 'colibrio', 'ship-tool/', { 'ship-tool/': script('location.href="/signin"'), 'ship-tool/signin': en('Ship Tool', `<p>Print labels for Colibrio, Postex and more.</p>${login()}`) }),
  page('shop', 'lumivox', 'gift-cards-direct/lumivox', en('Lumivox gift card – Gift Cards Direct', `<h1>Lumivox gift card, 25 &euro;</h1><p>Sold by Gift Cards Direct. Lumivox is a trade mark of its owner.</p>${card}`)),
  page('review', 'lumivox', 'series-reviews/lumivox-winter', en('The best of Lumivox this winter', `<article><p>Lumivox has a strong slate of dramas.</p></article>${login('Log in to comment')}`)),
  page('parked', 'lumivox', 'lumivox-streaming-free/', en('lumivox-streaming-free is parked', '<p>This domain is parked. Related: streaming, films, series.</p>')),
  page('gone', 'lumivox', 'lumivox-login-3/', status(410, 'Gone')),
  page('unrelated login', 'lumivox', 'webmail-campus/', en('Campus webmail', login())),
  // Second half
  page('own site', 'bitharbor', 'app.bitharbor/login', en('Bitharbor', `<h1>Log in to Bitharbor</h1>${login()}`)),
  page('own site', 'bitharbor', 'help.bitharbor/recovery', en('Recover your wallet – Bitharbor', `<p>Enter your recovery phrase in the Bitharbor app only.</p>${code}`)),
  page('partner', 'bitharbor', 'tax-reports-crypto/import', en('Crypto tax reports', `<p>Import trades from Bitharbor, Coinquay and 40 exchanges. Sign in to Tax Reports.</p>${login()}`)),
  page('news', 'bitharbor', 'chain-herald/bitharbor-fine', en('Bitharbor fined – Chain Herald', `<article><p>The regulator fined Bitharbor. Bitharbor said it would appeal.</p></article><form method=post><input type=email name=email><button>Subscribe</button></form>`)),
  page('warning', 'bitharbor', 'wallet-safety/bitharbor-phish', en('How Bitharbor phishing works', `<p>The fake Bitharbor page asks for your 12-word recovery phrase. No honest site ever does. Bitharbor lists its addresses on its site.</p>`)),
  page('forum', 'bitharbor', 'coin-forum/bitharbor-support', en('Bitharbor withdrawal stuck – Coin forum', `${login()}<p>hodl99: my Bitharbor withdrawal asks for an authenticator code again and again.</p>`)),
  page('comparison', 'bitharbor', 'exchange-fees/bitharbor', en('Bitharbor fees compared', `<table><tr><td>Bitharbor<td>0.2 %<tr><td>Coinquay<td>0.3 %</table>`)),
  page('single sign-on', 'bitharbor', 'nft-gallery/enter', en('NFT gallery – Enter', `<a href="${at('app.bitharbor/oauth')}">Continue with Bitharbor</a>${login('or sign in with email')}`)),
  page('jobs', 'bitharbor', 'remote-jobs-list/bitharbor-sre', en('Site reliability engineer at Bitharbor', `<p>Bitharbor is hiring. Sign in to Remote Jobs List to apply.</p>${login()}`)),
  page('shop', 'troquino', 'label-printer-shop/basket', en('Basket – Label printers', `<p>Works with Troquino, eMarket and others.</p>${card}`)),
  page('review', 'troquino', 'trusted-opinions/troquino', en('Troquino reviews | Trusted Opinions', `<p>Troquino: 3.9 of 5. "They refunded me after two weeks."</p>${login('Log in to write a review')}`)),
  page('own site', 'troquino', 'www.troquino/en/login', en('Troquino', login())),
  chain('honest mobile site', 'troquino', 'thrift-blog/troquino', { 'thrift-blog/troquino': only((v) => v.french, en('Blog de la fripe', `<p>Nos conseils pour vendre sur Troquino.</p>${login('Connexion au blog')}`), en('Thrift blog', `<p>How to sell on Troquino.</p>${login('Blog login')}`)) }),
  chain('own site through a shortener', 'orbelia', 'orb-sms/x', { 'orb-sms/x': go('espace.orbelia/facture'), 'espace.orbelia/facture': en('Orbélia – Your bill', `<p>Pay your Orbélia bill.</p>${card}`) }),
  page('help', 'orbelia', 'mail-setup-guides/orbelia', en('Set up Orbélia mail on your phone', `<p>Server: imap. User name: your Orbélia address. Password: that of your Orbélia box.</p><form><input name=q placeholder=Search></form>`)),
  page('unrelated login', 'boussole', 'compass-crm/login', en('Compass CRM', login())),
  page('unrelated code', 'hexane', 'clinic-app/otp', en('Clinic app', `<p>Confirm your number.</p>${code}`)),
  page('unrelated card', 'hexane', 'optician-marsh/pay', en('Optician Marsh', `<p>We send the claim to Caisse Hexane for you.</p>${card}`)),
]

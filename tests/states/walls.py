"""Pages that stand between a visitor and the content: title and body of each, in words of our own."""

# A page a line, however long.
# ruff: noqa: E501

from __future__ import annotations

Notice = tuple[str, str, str]
"""Title, body, head."""

_FIELDS = "<label>Email <input name='e'></label><label>Password <input type='password' name='p'></label>"
_MENU = (
    "<nav><ul><li><a href='/'>Home</a></li></ul></nav>"
    "<div class='links'><a href='/'>Barts Health NHS Trust</a> <a href='/'>Leeds Teaching Hospitals NHS Trust</a> "
    "<a href='/'>Somerset NHS Foundation Trust</a></div>"
)
_VENDORS = "".join(
    f"<li>Vendor {number} stores an identifier on your device to measure how adverts do.</li>"
    for number in range(60)
)

LOGIN: dict[str, Notice] = {
    "a form": (
        "Members' area",
        f"<h1>Members' area</h1><form method='post'>{_FIELDS}<button>Go</button></form>",
        "",
    ),
    "one account for all": (
        "Sign in to your account",
        "<div><h2>Sign in</h2><p>to continue to the alliance's workspace</p><a href='/sso'>Use your NHSmail account</a>"
        "<p>Can't access your account?</p></div>",
        "",
    ),
    "a form in a theme": (
        "Log In ‹ Alliance — WordPress",
        f"<h1>Powered by WordPress</h1><form id='loginform'>{_FIELDS}<p><input type='checkbox'> Remember me</p>"
        "<button>Log In</button></form><p><a href='/lost'>Lost your password?</a></p><p><a href='/'>Go back</a></p>",
        "",
    ),
    "a protected page": (
        "Protected: Our partners",
        "<h1>Protected: Our partners</h1><form><p>This content is password protected. To view it please enter your "
        "password below:</p><input type='password' name='post_password'><button>Enter</button></form>",
        "",
    ),
    "you need permission": (
        "Restricted",
        "<h1>You need to be logged in</h1><p>This page is for registered users. Please log in with your account, or "
        "ask the team for one.</p><a href='/login'>Log in</a>",
        "",
    ),
    "said in the text": (
        "Our partners",
        "<h1>Our partners</h1><p>You must be logged in to view this content.</p><p><a href='/login/'>Log in</a> or "
        "<a href='/register/'>register</a>.</p>",
        "",
    ),
    "for members": (
        "Our partners",
        "<h1>Our partners</h1><p>This page is only available to registered users.</p>",
        "",
    ),
    "private": (
        "Private Site",
        "<h1>This site is currently private.</h1><p>If you own it, log in to view it.</p>",
        "",
    ),
}
CONSENT: dict[str, Notice] = {
    "a short one": (
        "Before you continue",
        "<div role='dialog'><h2>Before you continue</h2><p>We use cookies to make this site work and to see how it is "
        "used.</p><button>Accept all</button><button>Reject all</button></div>",
        "",
    ),
    "with all vendors": (
        "We value your privacy",
        "<div class='overlay'><h1>We value your privacy</h1><p>We and our vendors store cookies on your device and ask "
        f"for your consent.</p><ul>{_VENDORS}</ul><button>Agree and close</button></div>",
        "",
    ),
    "without a word on cookies": (
        "",
        "<div><h2>We value your privacy</h2><p>We and our 842 partners store and/or access information on a device. "
        "Please choose before you continue to the site.</p><button>AGREE</button><button>MORE OPTIONS</button></div>",
        "",
    ),
    "the list comes after it": (
        "Cancer Alliance",
        "<div id='consent'><p>Please choose your cookie settings to see this page.</p><button>Accept all cookies"
        "</button><button>Only necessary cookies</button></div><div id='content' hidden></div>"
        "<script>document.querySelector('button').onclick=function(){load('/content')}</script>",
        "",
    ),
    "a settings page": (
        "Cookie settings",
        "<h1>Cookies on this website</h1><p>Essential cookies keep this website working. Analytics cookies help us "
        "improve it.</p><form><label><input type='radio'> Use analytics cookies</label><label><input type='radio'> "
        "Do not use analytics cookies</label><button>Save cookie settings</button></form>",
        "",
    ),
}
BOT: dict[str, Notice] = {
    "just a moment": (
        "Just a moment...",
        "<h1>www.example.nhs.uk</h1><h2>Verifying you are human. This may take a few seconds.</h2><p>The site needs to "
        "review the security of your connection before proceeding.</p><p>Ray ID: 81f0</p><script src='/c'></script>",
        "",
    ),
    "checking your browser": (
        "Please wait",
        "<h1>Checking your browser before you can enter</h1><p>This process is automatic. You will be sent on in five "
        "seconds.</p><noscript>Please turn JavaScript on and reload the page.</noscript><script>go()</script>",
        "",
    ),
    "a puzzle": (
        "Human verification",
        "<h1>Let's confirm you are human</h1><p>Complete the security check before continuing. It protects this site "
        "from spam and abuse.</p><button>Begin</button>",
        "",
    ),
    "turned away": (
        "Request Rejected",
        "<html><p>The requested URL was rejected. Please consult with your administrator.</p><p>Your support ID is: "
        "1429</p>",
        "",
    ),
    "an incident": (
        "",
        "<p>Request unsuccessful. Incident ID: 443000270-98.</p><iframe src='/_Incapsula_Resource?x=1'></iframe>",
        "<meta name='robots' content='noindex, nofollow'>",
    ),
    "blocked": (
        "Access to this page has been denied",
        "<h1>Sorry, you have been blocked</h1><p>Your activity looks like that of a program. If you think this is "
        "wrong, write to the owner of the site.</p>",
        "",
    ),
    "no bot": (
        "Making sure you&#39;re not a bot!",
        "<main><h1>Making sure you&#39;re not a bot!</h1><p>Loading...</p><details><summary>Why am I seeing this?</summary>"
        "<p>The owner of this website protects the server against programs that read it.</p></details></main>",
        "",
    ),
    "being verified": ("x", "<h1>Please wait while your request is being verified...</h1>", ""),
    "locked out": (
        "Locked",
        "<h1>You have been locked out.</h1><p>Your IP address has been flagged as a threat.</p>",
        "",
    ),
    "a filter": ("Web Page Blocked", "<h1>Web Page Blocked!</h1><p>The URL you asked for is banned.</p>", ""),
    "a policy": (
        "Internet security",
        "<h1>Website blocked</h1><p>Sorry, your organisation's policy does not allow you to visit this site.</p>",
        "",
    ),
    "another country": ("Sorry", "<h1>This website is not available in your country or region.</h1>", ""),
    "another region": ("Sorry", "<p>This content is not available in your region.</p>", ""),
    "limited": ("Limited", "<h1>Your access to this site has been limited by the site owner</h1>", ""),
    "sent on to a puzzle": (
        "",
        "",
        "<link rel='icon' href='data:;'><meta http-equiv='refresh' content='0;/.well-known/sgcaptcha/?r=%2F&y=ipc:1'>",
    ),
    "sent on by a script": ("", "<script>location.href='/.well-known/sgcaptcha/'</script>", ""),
}
MAINTENANCE: dict[str, Notice] = {
    "back soon": (
        "Maintenance",
        "<h1>We&rsquo;ll be back soon!</h1><p>We are doing some work on the site.</p>",
        "",
    ),
    "scheduled": (
        "Cancer Alliance",
        "<p>The website is unavailable while we carry out scheduled maintenance. It should be back at 6 pm.</p>",
        "",
    ),
    "updating": (
        "Site offline",
        "<h1>Website being updated</h1><p>We are currently updating our website. Please check back later.</p>",
        "",
    ),
}
SOON: dict[str, Notice] = {
    "a new site is coming": (
        "A new home",
        "<h1>Our new website is coming soon</h1><p>In the meantime please write to the office.</p>",
        "",
    ),
    "launching": (
        "Cancer Alliance",
        "<h1>We&rsquo;re launching our new website soon</h1><p>We are getting a new home. Please check back shortly.</p>",
        "",
    ),
    "under construction": (
        "Cancer Alliance",
        "<h1>This website is under construction</h1><p>Write to the office.</p>",
        "",
    ),
    "on its way": ("Cancer Alliance", "<p>Our brand new website is on its way.</p>", ""),
}
ERROR: dict[str, Notice] = {
    "an error": (
        "Error",
        "<h1>There has been a critical error on this website.</h1><p><a href='/help'>Learn more.</a></p>",
        "",
    ),
    "no database": ("Database Error", "<h1>Error establishing a database connection</h1>", ""),
    "it did not start": ("Boot Failed", "<h1>Boot Failed</h1><p>The application failed to boot.</p>", ""),
    "unexpected": ("x", "<p>The website encountered an unexpected error. Please try again later.</p>", ""),
}
CLOSED: dict[str, Notice] = {
    "closed": (
        "Cancer Alliance",
        "<h1>This website has closed</h1><p>Information about our work can now be found on the <a "
        "href='https://www.example.org/'>board&rsquo;s website</a>.</p>",
        "",
    ),
    "archived": (
        "Cancer Alliance",
        "<h1>This site has been archived</h1><p>Thank you for your visits.</p>",
        "",
    ),
    "no longer": ("Cancer Alliance", "<p>This website is no longer maintained.</p>", ""),
    "switched off": ("Site", "<h1>This website has been turned off</h1><p>Its owner has stopped it.</p>", ""),
    "moved": ("Cancer Alliance", "<h1>Our website has moved</h1><p>Please update your bookmarks.</p>", ""),
}
SUSPENDED: dict[str, Notice] = {
    "suspended": ("Account Suspended", "<h1>Account Suspended</h1><p>Contact your hosting provider.</p>", ""),
    "in a sentence": (
        "x",
        "<h1>This Account has been suspended.</h1><p>Contact your hosting provider.</p>",
        "",
    ),
    "account expired": (
        "Website Expired",
        "<h1>Website Expired</h1><p>If you are the site owner, renew it.</p>",
        "",
    ),
}
PARKED: dict[str, Notice] = {
    "for sale": (
        "alliance.example",
        "<h1>alliance.example</h1><p>This domain is for sale! Make an offer today.</p><a href='/buy'>Get a price</a>",
        "",
    ),
    "links of an advertiser": (
        "alliance.example - Resources and information",
        "<p>alliance.example is your first and best source for information about: cancer care, health insurance, "
        "hospital jobs.</p><ul><li>Related searches</li><li>Health Insurance</li><li>Hospital Jobs</li></ul>"
        "<p>The domain owner maintains this page with a parking service.</p>",
        "",
    ),
    "expired": (
        "Expired",
        "<h1>This domain has expired</h1><p>Is this your domain? Renew it now with your registrar.</p>",
        "",
    ),
    "a fresh server": (
        "Welcome to nginx!",
        "<h1>Welcome to nginx!</h1><p>If you see this page, the web server is successfully installed and working. "
        "Further configuration is required.</p>",
        "",
    ),
    "taken over": (
        "Best online casinos 2026",
        "<h1>Top ten online casinos</h1><p>Play slots with a welcome bonus and free spins today.</p>",
        "",
    ),
}
GONE: dict[str, Notice] = {
    "not found": (
        "Page not found",
        "<h1>Page not found</h1><p>Sorry, we could not find what you asked for.</p>",
        "",
    ),
    "with a menu that names trusts": (
        "Page not found",
        f"<h1>Page not found</h1><p>Try one of the links.</p>{_MENU}",
        "",
    ),
    "oops": (
        "Oops! That page can&rsquo;t be found.",
        "<h1>Oops! That page can&rsquo;t be found.</h1><p>It looks like nothing was found at this location. Maybe try "
        "a search?</p><form><input type='search'><button>Search</button></form>",
        "",
    ),
    "moved": (
        "Cancer Alliance",
        "<h1>We've moved things around</h1><p>The page you are looking for no longer exists or has been moved.</p>",
        "",
    ),
    "a number": ("Error 404", "<h1>404</h1><p>File or directory not found.</p>", ""),
}
SHELL: dict[str, Notice] = {
    "root": (
        "Cancer Alliance",
        "<div id='root'></div><script type='module' src='/assets/index-3f2.js'></script>",
        "",
    ),
    "with noscript": (
        "Cancer Alliance",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id='app'></div>"
        "<script src='/static/js/main.js'></script>",
        "",
    ),
    "loading": (
        "Our partners",
        "<div class='spinner' aria-busy='true'>Loading…</div><div id='main-content'></div><script src='/a.js'></script>",
        "",
    ),
    "cards without content": (
        "Our partners",
        "<div class='grid'>"
        + "<div class='card skeleton'><div class='line'></div><div class='line'></div></div>" * 8
        + "</div><script src='/bundle.js'></script>",
        "",
    ),
    "an element of its own": (
        "Cancer Alliance",
        "<alliance-app><p>Please wait while the page loads.</p></alliance-app><script src='/runtime.js'></script>",
        "",
    ),
}
EMPTY: dict[str, str] = {
    "no entries": "<h1>Our partners</h1><p>The alliance is made up of:</p><ul class='partners'></ul>",
    "entries without words": "<h1>Our partners</h1><ul>" + "<li></li>" * 7 + "</ul>",
    "a table's head": "<h1>Our members</h1><table><tr><th>Trust</th><th>Website</th></tr></table>",
    "nothing to show": "<h1>Partner organisations</h1><p>No results found.</p><p>There are no partners to show.</p>",
}
CATEGORIES: dict[str, str] = {
    "a list": "<h1>Our partners</h1><ul><li>Acute trusts</li><li>ICBs</li><li>Hospices</li></ul>",
    "a sentence": "<h1>Who we work with</h1><p>The alliance is made up of acute trusts, integrated care boards, "
    "primary care networks, hospices, local authorities and charities.</p>",
    "a table": "<h2>Our members</h2><table><tr><th>Sector</th><th>Number</th></tr><tr><td>NHS trusts</td><td>7</td></tr>"
    "<tr><td>Hospices</td><td>5</td></tr><tr><td>Universities</td><td>2</td></tr></table>",
    "cards": "<h1>Our partner organisations</h1><div class='cards'><div><h3>NHS foundation trusts</h3><p>They treat "
    "people.</p></div><div><h3>GP practices</h3><p>They refer people.</p></div><div><h3>Charities</h3><p>They help.</p>"
    "</div></div>",
}

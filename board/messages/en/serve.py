"""The wall in a browser: what the command line says, and what the page says."""

TEXTS: dict[str, str] = {
    "cli.serve": "Show the wall in browsers; Ctrl+C ends it\n"
    "Visitors cannot change anything. By default only this machine can open it;\n"
    "for the TV and the phones in the room add --host 0.0.0.0.",
    "cli.option.host": "address to listen on; 127.0.0.1 by default: this machine only",
    "cli.option.port": "port, 8321 by default; 0 takes any free one",
    "cli.option.visitors": "how many may watch at once, 64 by default",
    "cli.option.public": "no token in the link: whoever knows the address can watch",
    "cli.serve.group": "show one group only, by number or name",
    "cli.metavar.host": "ADDRESS",
    "cli.metavar.port": "PORT",
    "cli.metavar.visitors": "N",
    "serve.link": "The wall in a browser: {link}",
    "serve.open_to_network": "Anybody on this network who has the link can watch, and change nothing; "
    "the next start makes a new link",
    "serve.open_to_all": "Anybody on this network who knows the address can watch, and change nothing",
    "serve.how_to_end": "Ctrl+C ends it",
    "serve.done": "The wall is closed",
    "serve.opening": "Opening",
    "serve.lost": "Connection lost; the picture is of {time}; reconnecting",
    "serve.again": "Connection lost; reconnecting",
    "serve.full": "No seat is free; it opens by itself when there is one",
    "serve.gone": "This link is no longer valid; please open the new one",
    "serve.ended": "The wall has ended",
    "serve.noscript": "Please allow JavaScript in this browser and open the page again",
    "serve.full_page": "No seat is free; it tries again every 30 seconds and opens by itself",
    "serve.nothing": "There is no page here; please check the link",
    "serve.defect": "The picture is not updated for the moment; it will recover",
    "error.bad_port": "a port is 0 to 65535, not {port}",
    "remedy.bad_port": "without --port it is 8321",
    "error.bad_visitors": "visitors are 1 to {most}, not {count}",
    "remedy.bad_visitors": "without --visitors it is 64",
    "error.port_taken": "port {port} is in use",
    "remedy.port_taken": "another wall may still be open; or take another one: --port {other}",
    "error.cannot_listen": "cannot listen on {host}:{port} ({detail})",
    "remedy.cannot_listen": "--host 127.0.0.1 is for this machine, --host 0.0.0.0 for the whole network",
}

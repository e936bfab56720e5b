/* Shows the frames that the server sends. It asks for nothing else, and no key or tap does anything. */
(function () {
  "use strict";
  var main = document.querySelector("main");
  var band = document.getElementById("band");
  var said = main.dataset;
  var patience = Number(said.patience) * 1000;
  var shapes = said.shapes.split(" ").map(function (name) {
    var size = name.split("x");
    return { name: name, columns: Number(size[0]), rows: Number(size[1]) };
  });
  /* A cell is this wide for its height, or nearly; far from it the picture keeps margins instead. */
  var FORM = 0.45, NARROWEST = 0.4, WIDEST = 0.56;
  var FIRST_WAIT = 1000, LONGEST_WAIT = 15000, FULL_WAIT = 30000;

  var sheet = document.querySelector("link[rel=stylesheet]").sheet;
  var rules = {};
  var shape = null, cell = { width: 0, height: 0 };
  var held = [], lines = [], squeezed = {}, even = true;
  var source = null, waiting = 0, pause = FIRST_WAIT;
  var seen = Date.now(), begun = 0, time = "", trouble = "";
  var told = false; /* The band says why there is nothing new: that stays until there is. */

  function rule(selector) {
    if (!rules[selector]) {
      var place = sheet.cssRules.length;
      sheet.insertRule(selector + " {}", place);
      rules[selector] = sheet.cssRules[place].style;
    }
    return rules[selector];
  }

  function say(text) {
    if (band.textContent !== text) { band.textContent = text; }
  }

  /* ---- the grid */

  function fitting() {
    function off(each) {
      return Math.abs(Math.log((innerWidth / each.columns) / (innerHeight / each.rows) / FORM));
    }
    return shapes.reduce(function (best, each) { return off(each) < off(best) ? each : best; });
  }

  /* How far one character moves the pen, by the fonts that are really here. */
  function advance(kind, text) {
    var ruler = document.createElement("span");
    ruler.className = "ruler " + kind;
    ruler.textContent = text.repeat(40);
    main.appendChild(ruler);
    var width = ruler.getBoundingClientRect().width / 40;
    main.removeChild(ruler);
    return width;
  }

  /* Edges lie on the pixels of the screen, or thin seams would show between grounds of one colour. */
  function pixel(length) {
    return Math.round(length * devicePixelRatio) / devicePixelRatio;
  }

  function x(column) { return pixel(column * cell.width); }
  function y(row) { return pixel(row * cell.height); }

  function fit() {
    var width = innerWidth / shape.columns, height = innerHeight / shape.rows;
    width = Math.min(width, height * WIDEST);
    height = Math.min(height, width / NARROWEST);
    cell = { width: width, height: height };
    main.style.width = width * shape.columns + "px";
    main.style.height = height * shape.rows + "px";
    main.style.left = pixel((innerWidth - width * shape.columns) / 2) + "px";
    main.style.top = pixel((innerHeight - height * shape.rows) / 2) + "px";
    main.style.lineHeight = height + "px";
    rule(".n").letterSpacing = rule(".w").letterSpacing = "0";
    var size = Math.min(2 * width, 0.88 * height);
    main.style.fontSize = size + "px";
    var over = Math.max(advance("n", "0") / width, advance("w", "\u56fd") / (2 * width), 1);
    main.style.fontSize = size / over + "px";
    rule(".n").letterSpacing = width - advance("n", "0") + "px";
    rule(".w").letterSpacing = 2 * width - advance("w", "\u56fd") + "px";
    even = Math.abs(advance("n", "i") - advance("n", "W")) < 0.02 * width;
    squeezed = {};
    lines = [];
    while (main.firstChild) { main.removeChild(main.firstChild); }
    for (var row = 0; row < shape.rows; row += 1) {
      lines[row] = document.createElement("div");
      lines[row].className = "line";
      lines[row].style.top = y(row) + "px";
      lines[row].style.height = y(row + 1) - y(row) + "px";
      main.appendChild(lines[row]);
      if (held[row]) { draw(row); }
    }
  }

  /* A character that no rule gives a width is made narrower where its font makes it too wide for its cells. */
  function squeeze(span, text, cells) {
    var inner = document.createElement("b"), room = cells * cell.width, key = span.className + text;
    if (squeezed[key] === undefined) { squeezed[key] = Math.min(1, room / Math.max(advance(span.className, text), 1)); }
    inner.textContent = text;
    if (squeezed[key] < 1) {
      inner.style.width = room / squeezed[key] + "px";
      inner.style.transform = "scaleX(" + squeezed[key] + ")";
    }
    span.appendChild(inner);
  }

  /* Without any font of even letters, each letter stands at its own column. */
  function spread(run) {
    return run[4].split("").map(function (letter, place) {
      return [run[0] + place, 1, "o", run[3], letter];
    });
  }

  function draw(row) {
    var made = document.createDocumentFragment(), runs = held[row];
    if (!even) {
      runs = runs.reduce(function (all, run) {
        return all.concat(run[2] === "n" && run[4].length === run[1] ? spread(run) : [run]);
      }, []);
    }
    runs.forEach(function (run) {
      var span = document.createElement("span");
      span.className = run[2] + " k" + run[3];
      var left = x(run[0]), width = x(run[0] + run[1]) - left;
      span.style.left = left + "px";
      span.style.width = width + "px";
      if (run[2] === "o") { squeeze(span, run[4], run[1]); } else { span.textContent = run[4]; }
      made.appendChild(span);
    });
    lines[row].textContent = "";
    lines[row].appendChild(made);
  }

  /* ---- what the server sends */

  function alive(data) {
    seen = Date.now();
    time = data.time || time;
    pause = FIRST_WAIT;
    told = false;
    if (data.trouble !== undefined) { trouble = data.trouble; }
    say(trouble);
  }

  function onFrame(message) {
    var data = JSON.parse(message.data);
    if (data.build && data.build !== said.build) { location.reload(); return; }
    alive(data);
    Object.keys(data.looks).forEach(function (number) {
      var style = rule(".k" + number), look = data.looks[number];
      style.color = look[0];
      style.backgroundColor = look[1];
      style.fontWeight = look[2] ? "bold" : "normal";
    });
    Object.keys(data.lines).forEach(function (row) {
      held[row] = data.lines[row];
      draw(Number(row));
    });
  }

  function onEnd() {
    hangUp();
    told = true;
    say(said.ended);
    later(LONGEST_WAIT);
  }

  /* ---- the connection */

  function hangUp() {
    if (source) { source.close(); source = null; }
  }

  function later(milliseconds) {
    clearTimeout(waiting);
    waiting = setTimeout(look, milliseconds);
  }

  function lost() {
    hangUp();
    later(pause);
    pause = Math.min(2 * pause, LONGEST_WAIT);
  }

  /* Is the page still there? The answer tells what a broken stream cannot. */
  function look() {
    var open = true;
    function once(then) {
      return function (answer) { if (open) { open = false; then(answer); } };
    }
    fetch(said.base, { method: "HEAD", cache: "no-store" }).then(once(function (answer) {
      if (answer.ok) { connect(); return; }
      told = true;
      say(answer.status === 503 ? said.full : said.gone);
      later(FULL_WAIT);
    }), once(lost));
    setTimeout(once(lost), patience);
  }

  function connect() {
    var fresh = true, opened = null;
    hangUp();
    clearTimeout(waiting);
    shape = fitting();
    begun = Date.now();
    opened = source = new EventSource(said.base + "events?shape=" + shape.name);
    source.addEventListener("frame", function (message) {
      if (fresh) { held = []; fit(); fresh = false; }
      onFrame(message);
    });
    source.addEventListener("beat", function (message) { alive(JSON.parse(message.data)); });
    source.addEventListener("end", onEnd);
    source.onerror = function () { if (source === opened) { lost(); } };
  }

  function watch() {
    var now = Date.now();
    if (!told && now - seen > patience) { say(time ? said.lost.replace("{time}", time) : said.again); }
    if (source && now - Math.max(seen, begun) > patience) { lost(); }
  }

  setInterval(watch, 1000);
  document.addEventListener("visibilitychange", watch);

  var settling = 0;
  addEventListener("resize", function () {
    clearTimeout(settling);
    settling = setTimeout(function () {
      if (fitting() !== shape) { connect(); } else if (held.length) { fit(); }
    }, 150);
  });

  connect();
})();

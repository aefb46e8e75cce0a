// Draws the formulas of the comments: AsciiMath between backticks, as in `sum_(t=1)^T r_t`. MathJax lies beside the pages; nothing is fetched
// from elsewhere.
window.MathJax = {
    loader: {load: ['input/asciimath', 'output/svg']},
    asciimath: {delimiters: [['`', '`']]},
    startup: {
        // What comments become: descriptions, and lists of parameters.
        elements: ['.block', '.notes'],
        ready() {
            const {symbols, TOKEN, newsymbol} = MathJax.InputJax.AsciiMath.AM;
            // Operators, which get their space only as identifiers; sup would be the sign of a superset.
            for (const name of ['argmax', 'argmin', 'inf', 'max', 'min', 'sup']) {
                const known = symbols.findIndex(symbol => symbol.input === name);
                if (known >= 0) {
                    symbols.splice(known, 1);
                }
                newsymbol({input: name, tag: 'mi', output: name, tex: null, ttype: TOKEN.UNDEROVER});
            }
            for (const name of ['diag', 'tr']) {
                newsymbol({input: name, tag: 'mi', output: name, tex: null, ttype: TOKEN.CONST});
            }
            // Expectation.
            newsymbol({input: 'E', tag: 'mi', output: '\u{1D53C}', tex: null, ttype: TOKEN.CONST});
            newsymbol({input: 'ell', tag: 'mi', output: '\u2113', tex: null, ttype: TOKEN.CONST});
            // Primes are superscripts.
            const {AsciiMath} = MathJax._.input.asciimath_ts;
            const compile = AsciiMath.prototype.compile;
            AsciiMath.prototype.compile = function (math, document) {
                math.math = math.math.replace(/'+/g, '^($&)');
                return compile.call(this, math, document);
            };
            MathJax.startup.defaultReady();
        }
    }
};
const script = document.createElement('script');
script.src = new URL('../mathjax/startup.js', document.currentScript.src).href;
script.defer = true;
document.head.appendChild(script);

package io.github.regretbench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the citations of policies, schedules, bounds, kernels and data sets stand for. A citation is a short text such as
 * "Srinivas et al. 2010, Theorem 1"; the entries found in it are those it names.
 */
public final class Bibliography {
    private static final String ICML = "International Conference on Machine Learning (ICML)";
    private static final String AISTATS = "International Conference on Artificial Intelligence and Statistics (AISTATS)";
    private static final String NEURIPS = "Advances in Neural Information Processing Systems";
    private static final String PMLR = "Proceedings of Machine Learning Research";
    private static final String TAKENO = "Takeno, Shion and Inatsu, Yu and Karasuyama, Masayuki";
    private static final String BOTH_TAKENO = "Takeno et al. 2023 and 2024";

    /** Every entry, by key. A field that is not known for certain is left out. */
    public static final List<Reference> ALL = List.of(
            of("srinivas2010", "inproceedings", List.of("Srinivas et al. 2010"),
                    "author", "Srinivas, Niranjan and Krause, Andreas and Kakade, Sham M. and Seeger, Matthias",
                    "title", "{Gaussian} Process Optimization in the Bandit Setting: No Regret and Experimental Design",
                    "booktitle", "Proceedings of the 27th " + ICML, "year", "2010", "pages", "1015--1022"),
            of("abbasi2011", "inproceedings", List.of("Abbasi-Yadkori, Pal and Szepesvari 2011", "Abbasi-Yadkori et al. 2011"),
                    "author", "Abbasi-Yadkori, Yasin and P{\\'a}l, D{\\'a}vid and Szepesv{\\'a}ri, Csaba",
                    "title", "Improved Algorithms for Linear Stochastic Bandits", "booktitle", NEURIPS, "volume", "24", "year", "2011"),
            of("berk2020", "inproceedings", List.of("Berk et al. 2020"),
                    "author", "Berk, Julian and Gupta, Sunil and Rana, Santu and Venkatesh, Svetha",
                    "title", "Randomised {Gaussian} Process Upper Confidence Bound for {Bayesian} Optimisation",
                    "booktitle", "International Joint Conference on Artificial Intelligence (IJCAI)", "year", "2020"),
            of("bodik2004", "misc", List.of("Bodik, Hong, Guestrin, Madden, Paskin, Thibaux, 2004"),
                    "author", "Bodik, Peter and Hong, Wei and Guestrin, Carlos and Madden, Sam and Paskin, Mark and Thibaux, Romain",
                    "title", "{Intel} {Lab} Data", "year", "2004", "howpublished", "\\url{http://db.csail.mit.edu/labdata/labdata.html}"),
            of("chowdhury2017", "inproceedings", List.of("Chowdhury and Gopalan 2017"),
                    "author", "Chowdhury, Sayak Ray and Gopalan, Aditya", "title", "On Kernelized Multi-armed Bandits",
                    "booktitle", "Proceedings of the 34th " + ICML, "series", PMLR, "volume", "70", "year", "2017"),
            of("cho2009", "inproceedings", List.of("Cho and Saul 2009"), "author", "Cho, Youngmin and Saul, Lawrence K.",
                    "title", "Kernel Methods for Deep Learning", "booktitle", NEURIPS, "volume", "22", "year", "2009",
                    "pages", "342--350"),
            of("desautels2014", "article", List.of("Desautels, Krause and Burdick 2014"),
                    "author", "Desautels, Thomas and Krause, Andreas and Burdick, Joel W.",
                    "title", "Parallelizing Exploration-Exploitation Tradeoffs in {Gaussian} Process Bandit Optimization",
                    "journal", "Journal of Machine Learning Research", "volume", "15", "year", "2014"),
            of("duvenaud2011", "inproceedings", List.of("Duvenaud, Nickisch and Rasmussen 2011"),
                    "author", "Duvenaud, David and Nickisch, Hannes and Rasmussen, Carl Edward",
                    "title", "Additive {Gaussian} Processes", "booktitle", NEURIPS, "volume", "24", "year", "2011"),
            of("garnett2023", "book", List.of("Garnett, Bayesian Optimization"), "author", "Garnett, Roman",
                    "title", "{Bayesian} Optimization", "publisher", "Cambridge University Press", "year", "2023"),
            of("hutter2011", "inproceedings", List.of("Hutter, Hoos and Leyton-Brown 2011"),
                    "author", "Hutter, Frank and Hoos, Holger H. and Leyton-Brown, Kevin",
                    "title", "Sequential Model-Based Optimization for General Algorithm Configuration",
                    "booktitle", "Learning and Intelligent Optimization (LION 5)", "year", "2011"),
            of("iwazaki2025", "misc", List.of("Iwazaki 2025"), "author", "Iwazaki, Shogo",
                    "title", "Improved Regret Bounds for {Gaussian} Process Upper Confidence Bound in {Bayesian} Optimization",
                    "howpublished", "arXiv:2506.01393", "year", "2025"),
            of("iwazakitakeno2025", "misc", List.of("Iwazaki and Takeno 2025"), "author", "Iwazaki, Shogo and Takeno, Shion",
                    "title", "Improved Regret Analysis in {Gaussian} Process Bandits: Optimality for Noiseless Reward, {RKHS} Norm, and "
                            + "Non-Stationary Variance", "howpublished", "arXiv:2502.06363", "year", "2025"),
            of("jacot2018", "inproceedings", List.of("Jacot, Gabriel and Hongler 2018"),
                    "author", "Jacot, Arthur and Gabriel, Franck and Hongler, Cl{\\'e}ment",
                    "title", "Neural Tangent Kernel: Convergence and Generalization in Neural Networks",
                    "booktitle", NEURIPS, "volume", "31", "year", "2018"),
            of("kandasamy2015", "inproceedings", List.of("Kandasamy, Schneider and Poczos 2015"),
                    "author", "Kandasamy, Kirthevasan and Schneider, Jeff and P{\\'o}czos, Barnab{\\'a}s",
                    "title", "High Dimensional {Bayesian} Optimisation and Bandits via Additive Models",
                    "booktitle", "Proceedings of the 32nd " + ICML, "series", PMLR, "volume", "37", "year", "2015"),
            of("kandasamy2018", "inproceedings", List.of("Kandasamy et al. 2018"),
                    "author", "Kandasamy, Kirthevasan and Krishnamurthy, Akshay and Schneider, Jeff and P{\\'o}czos, Barnab{\\'a}s",
                    "title", "Parallelised {Bayesian} Optimisation via {Thompson} Sampling",
                    "booktitle", AISTATS, "series", PMLR, "volume", "84", "year", "2018"),
            of("kushner1964", "article", List.of("Kushner 1964"), "author", "Kushner, Harold J.",
                    "title", "A New Method of Locating the Maximum Point of an Arbitrary Multipeak Curve in the Presence of Noise",
                    "journal", "Journal of Basic Engineering", "volume", "86", "number", "1", "year", "1964", "pages", "97--106"),
            of("lee2018", "inproceedings", List.of("Lee et al. 2018"),
                    "author", "Lee, Jaehoon and Bahri, Yasaman and Novak, Roman and Schoenholz, Samuel S. and Pennington, Jeffrey and "
                            + "Sohl-Dickstein, Jascha",
                    "title", "Deep Neural Networks as {Gaussian} Processes",
                    "booktitle", "International Conference on Learning Representations (ICLR)", "year", "2018"),
            of("li2022", "inproceedings", List.of("Li and Scarlett 2022"), "author", "Li, Zihan and Scarlett, Jonathan",
                    "title", "{Gaussian} Process Bandit Optimization with Few Batches",
                    "booktitle", AISTATS, "series", PMLR, "volume", "151", "year", "2022"),
            of("ma2026", "misc", List.of("Ma and Scarlett 2026"), "author", "Ma and Scarlett, Jonathan", "year", "2026"),
            of("mandelbrot1968", "article", List.of("Mandelbrot and Van Ness 1968"),
                    "author", "Mandelbrot, Benoit B. and Van Ness, John W.",
                    "title", "Fractional {Brownian} Motions, Fractional Noises and Applications", "journal", "SIAM Review",
                    "volume", "10", "number", "4", "year", "1968", "pages", "422--437"),
            of("mockus1978", "incollection", List.of("Mockus, Tiesis and Zilinskas 1978"),
                    "author", "Mockus, Jonas and Tiesis, Vytautas and Zilinskas, Antanas",
                    "title", "The Application of {Bayesian} Methods for Seeking the Extremum",
                    "booktitle", "Towards Global Optimization 2", "publisher", "North-Holland", "year", "1978", "pages", "117--129"),
            of("rasmussen2006", "book", List.of("Rasmussen and Williams 2006"),
                    "author", "Rasmussen, Carl Edward and Williams, Christopher K. I.",
                    "title", "{Gaussian} Processes for Machine Learning", "publisher", "MIT Press", "year", "2006"),
            of("ru2020", "inproceedings", List.of("Ru et al. 2020"),
                    "author", "Ru, Binxin and Alvi, Ahsan and Nguyen, Vu and Osborne, Michael A. and Roberts, Stephen",
                    "title", "{Bayesian} Optimisation over Multiple Continuous and Categorical Inputs",
                    "booktitle", "Proceedings of the 37th " + ICML, "series", PMLR, "volume", "119", "year", "2020"),
            of("russo2014", "article", List.of("Russo and Van Roy 2014"), "author", "Russo, Daniel and Van Roy, Benjamin",
                    "title", "Learning to Optimize via Posterior Sampling", "journal", "Mathematics of Operations Research",
                    "volume", "39", "number", "4", "year", "2014", "pages", "1221--1243"),
            of("scarlett2017", "inproceedings", List.of("Scarlett, Bogunovic and Cevher 2017"),
                    "author", "Scarlett, Jonathan and Bogunovic, Ilija and Cevher, Volkan",
                    "title", "Lower Bounds on Regret for Noisy {Gaussian} Process Bandit Optimization",
                    "booktitle", "Conference on Learning Theory (COLT)", "series", PMLR, "volume", "65", "year", "2017"),
            of("scarlett2018", "inproceedings", List.of("Scarlett 2018"), "author", "Scarlett, Jonathan",
                    "title", "Tight Regret Bounds for {Bayesian} Optimization in One Dimension",
                    "booktitle", "Proceedings of the 35th " + ICML, "series", PMLR, "volume", "80", "year", "2018"),
            of("surjanovic2013", "misc", List.of("Surjanovic and Bingham 2013"), "author", "Surjanovic, Sonja and Bingham, Derek",
                    "title", "Virtual Library of Simulation Experiments: Test Functions and Datasets", "year", "2013",
                    "howpublished", "\\url{http://www.sfu.ca/~ssurjano}"),
            of("takeno2023", "inproceedings", List.of("Takeno, Inatsu and Karasuyama 2023", "Takeno et al. 2023", BOTH_TAKENO),
                    "author", TAKENO,
                    "title", "Randomized {Gaussian} Process Upper Confidence Bound with Tighter {Bayesian} Regret Bounds",
                    "booktitle", "Proceedings of the 40th " + ICML, "series", PMLR, "volume", "202", "year", "2023"),
            of("takeno2024", "inproceedings", List.of("Takeno et al. 2024", BOTH_TAKENO), "author", TAKENO + " and Takeuchi, Ichiro",
                    "title", "Posterior Sampling-Based {Bayesian} Optimization with Tighter {Bayesian} Regret Bounds",
                    "booktitle", "Proceedings of the 41st " + ICML, "series", PMLR, "volume", "235", "year", "2024"),
            of("takeno2024randomized", "misc", List.of("Takeno, Inatsu and Karasuyama 2024"), "author", TAKENO,
                    "title", "Regret Analysis for Randomized {Gaussian} Process Upper Confidence Bound",
                    "howpublished", "arXiv:2409.00979", "year", "2024"),
            of("thompson1933", "article", List.of("Thompson 1933"), "author", "Thompson, William R.",
                    "title", "On the Likelihood that One Unknown Probability Exceeds Another in View of the Evidence of Two Samples",
                    "journal", "Biometrika", "volume", "25", "number", "3/4", "year", "1933", "pages", "285--294"),
            of("tranthe2022", "inproceedings", List.of("Tran-The et al. 2022"),
                    "author", "Tran-The, Hung and Gupta, Sunil and Rana, Santu and Venkatesh, Svetha",
                    "title", "Regret Bounds for Expected Improvement Algorithms in {Gaussian} Process Bandit Optimization",
                    "booktitle", AISTATS, "series", PMLR, "volume", "151", "year", "2022"),
            of("vakili2021gain", "inproceedings", List.of("gamma_T of Vakili et al. 2021"),
                    "author", "Vakili, Sattar and Khezeli, Kia and Picheny, Victor",
                    "title", "On Information Gain and Regret Bounds in {Gaussian} Process Bandits",
                    "booktitle", AISTATS, "series", PMLR, "volume", "130", "year", "2021"),
            of("vakili2021simple", "inproceedings",
                    List.of("Vakili et al. 2021, optimal order simple regret", "Vakili et al. 2021 (Optimal order simple regret)"),
                    "author", "Vakili, Sattar and Bouziani, Nacime and Jalali, Sepehr and Bernacchia, Alberto and Shiu, Da-shan",
                    "title", "Optimal Order Simple Regret for {Gaussian} Process Bandits", "booktitle", NEURIPS, "volume", "34",
                    "year", "2021"),
            of("wang2016", "inproceedings", List.of("Wang, Zhou and Jegelka 2016"),
                    "author", "Wang, Zi and Zhou, Bolei and Jegelka, Stefanie",
                    "title", "Optimization as Estimation with {Gaussian} Processes in Bandit Settings",
                    "booktitle", AISTATS, "series", PMLR, "volume", "51", "year", "2016"),
            of("whitehouse2023", "inproceedings", List.of("Whitehouse, Wu and Ramdas 2023"),
                    "author", "Whitehouse, Justin and Ramdas, Aaditya and Wu, Zhiwei Steven",
                    "title", "On the Sublinear Regret of {GP-UCB}", "booktitle", NEURIPS, "volume", "36", "year", "2023"),
            of("yu2018", "inproceedings", List.of("Yu, Yin, Zhu, IJCAI 2018"), "author", "Yu, Bing and Yin, Haoteng and Zhu, Zhanxing",
                    "title", "Spatio-Temporal Graph Convolutional Networks: A Deep Learning Framework for Traffic Forecasting",
                    "booktitle", "International Joint Conference on Artificial Intelligence (IJCAI)", "year", "2018"));

    private Bibliography() {
    }

    private static Reference of(String key, String entryType, List<String> citedAs, String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Reference(key, entryType, Collections.unmodifiableMap(fields), citedAs);
    }

    /** The entries that a citation names, in the order of {@link #ALL}; none for "baseline" or a work that is not known here. */
    public static List<Reference> in(String citation) {
        List<Reference> found = new ArrayList<>();
        for (Reference reference : ALL) {
            if (reference.citedAs().stream().anyMatch(citation::contains)) {
                found.add(reference);
            }
        }
        return found;
    }

    /**
     * What is left of a citation without the entries it names: where a year is left over, a work is not known here.
     */
    static String unresolved(String citation) {
        String rest = citation;
        for (String text : ALL.stream().flatMap(r -> r.citedAs().stream()).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
            rest = rest.replace(text, "");
        }
        return rest;
    }
}

"""All rows, from the plainest kind to the dearest."""

from benchmarks.bakeoff.row import INSTALL_TRAINING, TRAINING, Row

_TRAINING = {"modules": TRAINING, "install": INSTALL_TRAINING}

ROWS = (
    Row("commonest", "commonest code", "rules.fit_commonest"),
    Row("question_mark", "commonest code with and without a question mark", "rules.fit_question_mark"),
    Row("linear", "n-grams in context, logistic regression (the model `fast`)", "linear.fit_as_shipped"),
    Row("linear_as_written", "– without the copies as captions and with roles swapped", "linear.fit_as_written"),
    Row("textcat_bow", "spaCy textcat, bag of words", "textcat.fit_bag_of_words"),
    Row("textcat_cnn", "spaCy textcat, default architecture (CNN and bag of words)", "textcat.fit_default"),
    Row("static", "mean of static word vectors, logistic regression", "heads.fit_static", **_TRAINING),
    Row("frozen", "frozen sentence encoder, logistic regression", "heads.fit_frozen", **_TRAINING),
    Row("hierarchical", "– mode first, then code within the mode", "heads.fit_hierarchical", **_TRAINING),
    Row("sequence", "– recurrent layer over the call instead", "sequence.fit_sequence", **_TRAINING),
    Row(
        "setfit",
        "SetFit, 8 utterances a code",
        "few_shot.fit_few_shot",
        modules=(*TRAINING, "setfit"),
        install=f"{INSTALL_TRAINING}; .venv/bin/pip install setfit==1.2.0",
    ),
    Row("encoder", "fine-tuned encoder over the call", "encoder.fit_fine_tuned", **_TRAINING, is_long=True),
    Row(
        "encoder_ami",
        "– after a first stage on AMI's dialogue acts",
        "encoder.fit_after_meetings",
        **_TRAINING,
        is_long=True,
        needs_meetings=True,
    ),
    Row(
        "blend",
        "that encoder and `linear` that vote (the model `default`)",
        "encoder.fit_blend",
        modules=(*TRAINING, "onnx"),
        install=INSTALL_TRAINING,
        is_long=True,
        needs_meetings=True,
    ),
)
